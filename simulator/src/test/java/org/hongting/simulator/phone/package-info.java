/// Phones before a kiosk: the app in a real browser, its code through the camera, the decision of the real desk.
@NullMarked
package org.hongting.simulator.phone;

import org.jspecify.annotations.NullMarked;
