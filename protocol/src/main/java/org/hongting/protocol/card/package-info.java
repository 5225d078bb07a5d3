/// Campus cards: the canonical identifier and the keyed hash under which a kiosk knows it.
@NullMarked
package org.hongting.protocol.card;

import org.jspecify.annotations.NullMarked;
