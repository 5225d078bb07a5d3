package org.hongting.central.course.question;

import org.hongting.protocol.Words;

/// What is wrong at one place of a file, and what to do about it, in English.
///
/// @param place what is counted there
/// @param number counted from 1, as an editor or a spreadsheet counts
public record BankProblem(Place place, int number, String text) {
    /// How a place in a file is told.
    public enum Place {
        LINE,
        ROW
    }

    @Override
    public String toString() {
        return Words.of(place) + " " + number + ": " + text;
    }
}
