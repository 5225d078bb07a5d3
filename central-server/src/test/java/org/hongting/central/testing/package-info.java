/// A terminal and a store for tests of the centre.
@NullMarked
package org.hongting.central.testing;

import org.jspecify.annotations.NullMarked;
