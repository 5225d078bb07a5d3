/// Torture: the real server and real terminals as processes of their own, which are killed, cut off and lied to at
/// random while people check in; at the end a judge compares what was confirmed with the files.
@NullMarked
package org.hongting.simulator.torture;

import org.jspecify.annotations.NullMarked;
