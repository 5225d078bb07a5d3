/// What quizzes at the kiosk and at the centre must agree on. It stands in the desk's own package, because its rules
/// are
/// shown nowhere else.
@NullMarked
package org.hongting.kiosk.quiz;

import org.jspecify.annotations.NullMarked;
