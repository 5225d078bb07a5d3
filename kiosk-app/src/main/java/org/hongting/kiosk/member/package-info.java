/// What members do for themselves at the kiosk: enrol a phone, bind a card, ask for leave, say how screens are to
/// speak. Knows no screen.
@NullMarked
package org.hongting.kiosk.member;

import org.jspecify.annotations.NullMarked;
