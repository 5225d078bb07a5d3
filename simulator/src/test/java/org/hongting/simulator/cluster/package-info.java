/// Tests of the network of machines and of what is played on it.
@NullMarked
package org.hongting.simulator.cluster;

import org.jspecify.annotations.NullMarked;
