/// Quizzes and contests at the centre: which there are, what their attempts are worth, and who stands where. Every
/// mark follows from facts, bank and rulings, and can be made again.
@NullMarked
package org.hongting.central.quiz;

import org.jspecify.annotations.NullMarked;
