/// What a terminal finds out about itself when somebody asks: trials of its parts, and what of its log may leave it.
@NullMarked
package org.hongting.kiosk.diagnosis;

import org.jspecify.annotations.NullMarked;
