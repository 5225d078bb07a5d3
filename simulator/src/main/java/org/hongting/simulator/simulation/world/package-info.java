/// A world of one thread: virtual time, processes that die, disks that lose what was not synced, a network that loses,
/// doubles, delays and cuts. Nothing in it knows what a terminal or a centre is.
@NullMarked
package org.hongting.simulator.simulation.world;

import org.jspecify.annotations.NullMarked;
