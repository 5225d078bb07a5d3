/// Questions at the screen: who may answer which, what was answered, and how long it took. No JavaFX, no network, no
/// file, no thread.
@NullMarked
package org.hongting.kiosk.quiz;

import org.jspecify.annotations.NullMarked;
