/// The pages on which somebody answers questions. View models know no node.
@NullMarked
package org.hongting.kiosk.screen.quiz;

import org.jspecify.annotations.NullMarked;
