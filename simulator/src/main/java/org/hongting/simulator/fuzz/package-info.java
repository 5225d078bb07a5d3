/// Fuzzing: bytes that nobody foresaw are given to everything that reads bytes from outside. `FuzzCommand` runs it,
/// `FuzzSubject` is what each run calls, and `reader` holds what is read.
@NullMarked
package org.hongting.simulator.fuzz;

import org.jspecify.annotations.NullMarked;
