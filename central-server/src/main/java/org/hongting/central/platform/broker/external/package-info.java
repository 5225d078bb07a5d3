/// The way to an MQTT 5 broker beside the server. With `sync.mqtt` on the terminal the only package that knows
/// Paho, of which it uses the socket and the framing and nothing else.
@NullMarked
package org.hongting.central.platform.broker.external;

import org.jspecify.annotations.NullMarked;
