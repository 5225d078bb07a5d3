/// The embedded MQTT broker: a pipe that keeps nothing and lets nobody speak for another.
@NullMarked
package org.hongting.central.platform.broker;

import org.jspecify.annotations.NullMarked;
