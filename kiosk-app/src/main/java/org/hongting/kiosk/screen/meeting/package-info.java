/// The pages on which somebody in charge runs a meeting at the kiosk: opens one, closes it, lets guests in.
@NullMarked
package org.hongting.kiosk.screen.meeting;

import org.jspecify.annotations.NullMarked;
