@NullMarked
package org.hongting.simulator.fleet;

import org.jspecify.annotations.NullMarked;
