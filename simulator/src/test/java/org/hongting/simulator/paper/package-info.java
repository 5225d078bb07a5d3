/// What the centre prints, read as a kiosk reads it.
@NullMarked
package org.hongting.simulator.paper;

import org.jspecify.annotations.NullMarked;
