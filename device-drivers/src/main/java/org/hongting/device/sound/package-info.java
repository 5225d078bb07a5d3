/// Tones made by computation, played through `javax.sound`.
@NullMarked
package org.hongting.device.sound;

import org.jspecify.annotations.NullMarked;
