/// Doubles of the ports, written by hand.
@NullMarked
package org.hongting.sync.testing;

import org.jspecify.annotations.NullMarked;
