/// Lights on the pins of a Raspberry Pi. The only package that knows Pi4J.
@NullMarked
package org.hongting.device.gpio;

import org.jspecify.annotations.NullMarked;
