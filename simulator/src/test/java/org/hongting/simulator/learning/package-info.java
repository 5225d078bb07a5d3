@NullMarked
package org.hongting.simulator.learning;

import org.jspecify.annotations.NullMarked;
