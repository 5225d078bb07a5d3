/// The pages on which members do something for themselves: a phone, a card, leave, how screens speak to them.
@NullMarked
package org.hongting.kiosk.screen.member;

import org.jspecify.annotations.NullMarked;
