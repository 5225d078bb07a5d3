/// Deterministic simulation: terminals and centre, the code that is shipped, under one seeded virtual clock, network,
/// disk and process. A seed is a story of faults; the same seed is the same story, event by event.
@NullMarked
package org.hongting.simulator.simulation;

import org.jspecify.annotations.NullMarked;
