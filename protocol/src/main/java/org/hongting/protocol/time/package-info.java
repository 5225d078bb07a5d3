/// Time with its provenance: what a terminal's clocks said, and how the centre turns that into a date it can defend.
@NullMarked
package org.hongting.protocol.time;

import org.jspecify.annotations.NullMarked;
