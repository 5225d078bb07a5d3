/// The check-in screen, which is the idle screen: what the next person should do, and what came of what they did.
///
/// [CheckInViewModel] holds one [CheckInScreen] and all timing, and knows no node; [CheckInView] draws it.
@NullMarked
package org.hongting.kiosk.screen.checkin;

import org.jspecify.annotations.NullMarked;
