/// Scanners that type what they read as if they were a keyboard. No window toolkit in here: the kiosk feeds
/// the keys.
@NullMarked
package org.hongting.device.keyboard;

import org.jspecify.annotations.NullMarked;
