/// What terminals, phones and the central server say to each other, and the pure rules both sides share.
///
/// Nothing in this module does input or output, starts a thread or reads a clock: it is data, byte layouts and
/// arithmetic, so that a kiosk that is alone and a centre that hears of it a month later come to the same answer.
@NullMarked
package org.hongting.protocol;

import org.jspecify.annotations.NullMarked;
