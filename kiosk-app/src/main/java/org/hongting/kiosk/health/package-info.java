/// What the terminal knows of its own devices and screen, for the centre.
@NullMarked
package org.hongting.kiosk.health;

import org.jspecify.annotations.NullMarked;
