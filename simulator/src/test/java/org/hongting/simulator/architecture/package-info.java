/// The arrows of the architecture as rules, each with a planted violation that proves it bites.
@NullMarked
package org.hongting.simulator.architecture;

import org.jspecify.annotations.NullMarked;
