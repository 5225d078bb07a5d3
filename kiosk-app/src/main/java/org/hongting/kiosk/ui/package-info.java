/// What every screen shares: colours and type as style sheets, fonts, words, and the few seams to the toolkit (keys,
/// pulses, the FX thread). No colour, size or text stands in Java here or in any screen: colours are tokens in
/// `tokens-*.css`, sizes stand in `type.css` and `screen.css` for a 1080-high screen, words in
/// `messages_*.properties`.
@NullMarked
package org.hongting.kiosk.ui;

import org.jspecify.annotations.NullMarked;
