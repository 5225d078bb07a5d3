package org.hongting.central.course.build;

import org.hongting.protocol.course.RefusedCourse;

/// What is to be said of a file, in English: something was changed or left out, or, with a reason, why it is refused.
///
/// @param file its path in the folder
public record Remark(String file, String text) {
    /// The refusal as a remark.
    static Remark of(String file, RefusedCourse refused) {
        return new Remark(file, String.valueOf(refused.getMessage()));
    }

    @Override
    public String toString() {
        return file + ": " + text;
    }
}
