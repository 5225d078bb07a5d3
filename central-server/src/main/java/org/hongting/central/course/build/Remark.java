package org.hongting.central.course.build;

import org.hongting.central.course.sentence.Refusal;
import org.hongting.central.course.sentence.Said;
import org.hongting.protocol.course.RefusedCourse;

/// What is to be said of a file, in any language: something was changed or left out, or, with a reason, why it is
/// refused.
///
/// @param file its path in the folder
public record Remark(String file, Said what) {
    /// The refusal as a remark.
    static Remark of(String file, RefusedCourse refused) {
        return new Remark(file, Refusal.said(refused));
    }

    /// The whole of it, with the file.
    public Said said() {
        return what.within(file);
    }

    @Override
    public String toString() {
        return said().toString();
    }
}
