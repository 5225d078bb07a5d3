/// What the kiosk says aloud, and when it keeps quiet.
@NullMarked
package org.hongting.kiosk.voice;

import org.jspecify.annotations.NullMarked;
