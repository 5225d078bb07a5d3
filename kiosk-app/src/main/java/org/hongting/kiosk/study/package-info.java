/// Study at the screen: whose learning time runs, and when it stops. No JavaFX, no network, no thread.
@NullMarked
package org.hongting.kiosk.study;

import org.jspecify.annotations.NullMarked;
