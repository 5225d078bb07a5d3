/// The spoken answer beside the screen.
@NullMarked
package org.hongting.device.speech;

import org.jspecify.annotations.NullMarked;
