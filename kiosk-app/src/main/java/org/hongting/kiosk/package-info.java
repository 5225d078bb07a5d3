/// The terminal: wiring of devices, desk, memory and screens.
@NullMarked
package org.hongting.kiosk;

import org.jspecify.annotations.NullMarked;
