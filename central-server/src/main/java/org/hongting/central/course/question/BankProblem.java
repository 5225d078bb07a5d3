package org.hongting.central.course.question;

import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;

/// What is wrong at one place of a file, and what to do about it.
///
/// @param place what is counted there
/// @param number counted from 1, as an editor or a spreadsheet counts
public record BankProblem(Place place, int number, Said what) {
    /// How a place in a file is told.
    public enum Place {
        LINE(Sentence.LINE),
        ROW(Sentence.ROW);

        private final Sentence sentence;

        Place(Sentence sentence) {
            this.sentence = sentence;
        }

        Said said(int number) {
            return Said.of(sentence, number);
        }
    }

    /// The whole of it, with the place.
    public Said said() {
        return what.within(place.said(number));
    }

    @Override
    public String toString() {
        return said().toString();
    }
}
