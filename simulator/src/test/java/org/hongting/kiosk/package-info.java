/// Whole terminals without their window, before a real centre. It stands in the terminal's own package, because a
/// terminal shows nothing of itself outside.
@NullMarked
package org.hongting.kiosk;

import org.jspecify.annotations.NullMarked;
