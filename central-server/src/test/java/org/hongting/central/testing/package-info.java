/// A terminal, a store and a clock for tests of the centre.
@NullMarked
package org.hongting.central.testing;

import org.jspecify.annotations.NullMarked;
