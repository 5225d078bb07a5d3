/// The check-in desk: what one read, or one typed number, means, decided from local data alone. No JavaFX here, no
/// network, no thread.
@NullMarked
package org.hongting.kiosk.checkin;

import org.jspecify.annotations.NullMarked;
