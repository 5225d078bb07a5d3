@NullMarked
package org.hongting.simulator.torture;

import org.jspecify.annotations.NullMarked;
