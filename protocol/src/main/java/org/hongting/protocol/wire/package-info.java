/// The wire: topics, signed frames and the messages in them, as sent over MQTT 5.
@NullMarked
package org.hongting.protocol.wire;

import org.jspecify.annotations.NullMarked;
