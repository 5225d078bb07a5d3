/// What somebody at the screen is asked while the terminal is tested.
@NullMarked
package org.hongting.kiosk.screen.selftest;

import org.jspecify.annotations.NullMarked;
