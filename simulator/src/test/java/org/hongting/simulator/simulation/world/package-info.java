@NullMarked
package org.hongting.simulator.simulation.world;

import org.jspecify.annotations.NullMarked;
