/// What is played in the world of a seed: terminals and a centre, both the code that is shipped, a door at which people
/// show cards, and the faults that the seed draws.
@NullMarked
package org.hongting.simulator.simulation.scenario;

import org.jspecify.annotations.NullMarked;
