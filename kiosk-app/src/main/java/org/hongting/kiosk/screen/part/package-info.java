/// What all pages of the kiosk are drawn with and speak of: the frame around them, how the screen looks, their parts.
@NullMarked
package org.hongting.kiosk.screen.part;

import org.jspecify.annotations.NullMarked;
