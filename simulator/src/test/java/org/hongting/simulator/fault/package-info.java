@NullMarked
package org.hongting.simulator.fault;

import org.jspecify.annotations.NullMarked;
