/// Questions, answers, and what they are worth: the same computation at the kiosk and at the centre.
@NullMarked
package org.hongting.protocol.quiz;

import org.jspecify.annotations.NullMarked;
