@NullMarked
package org.hongting.simulator.simulation;

import org.jspecify.annotations.NullMarked;
