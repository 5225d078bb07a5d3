/// What must hold whatever happens: the books of what was promised while a simulation ran, and the verdict at its end.
@NullMarked
package org.hongting.simulator.simulation.judge;

import org.jspecify.annotations.NullMarked;
