/// What time it is at this terminal, and how far that can be believed.
@NullMarked
package org.hongting.kiosk.clock;

import org.jspecify.annotations.NullMarked;
