/// Tests of the fuzzing, and the inputs that it left, read again.
@NullMarked
package org.hongting.simulator.fuzz;

import org.jspecify.annotations.NullMarked;
