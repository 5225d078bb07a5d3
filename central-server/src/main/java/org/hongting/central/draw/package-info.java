/// Lucky draws that nobody can steer: announced with a commitment, closed with a list, revealed with the hall's call,
/// each once and in that order. [org.hongting.protocol.quiz.LuckyDraw] computes.
@NullMarked
package org.hongting.central.draw;

import org.jspecify.annotations.NullMarked;
