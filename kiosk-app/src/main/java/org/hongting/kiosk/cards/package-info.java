/// The command `cards`: finds out how a reader that types writes card numbers.
@NullMarked
package org.hongting.kiosk.cards;

import org.jspecify.annotations.NullMarked;
