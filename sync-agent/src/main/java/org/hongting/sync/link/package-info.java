/// The terminal's line to the centre, as a pure state machine on a [org.hongting.protocol.port.Scheduler]: no thread,
/// no socket, no MQTT library. One [Link] lives as long as the process; one conversation lives as long as a
/// connection and is never used again.
@NullMarked
package org.hongting.sync.link;

import org.jspecify.annotations.NullMarked;
