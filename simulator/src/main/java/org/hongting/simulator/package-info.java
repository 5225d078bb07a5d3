/// Many terminals and many faults: the demo and everything that tries to break Hongting.
@NullMarked
package org.hongting.simulator;

import org.jspecify.annotations.NullMarked;
