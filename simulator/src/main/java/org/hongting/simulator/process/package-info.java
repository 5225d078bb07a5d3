/// Real second processes: started, watched, spoken to, killed.
@NullMarked
package org.hongting.simulator.process;

import org.jspecify.annotations.NullMarked;
