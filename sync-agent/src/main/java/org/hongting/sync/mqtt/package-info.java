/// MQTT 5 for the link, and the real scheduler it runs on. The only package that knows Paho, of which it uses the
/// socket and the framing and nothing else.
@NullMarked
package org.hongting.sync.mqtt;

import org.jspecify.annotations.NullMarked;
