package org.hongting.kiosk.study;

import org.hongting.protocol.record.StudyFact;

/// Hears what stands before everybody while somebody in charge opens a lesson for the group.
public interface GroupWatch {
    /// A part of a lesson is in sight.
    ///
    /// @param turned whether it is another page, and not more of the same
    void sees(StudyFact.LessonName lesson, int of, Position now, boolean turned);

    /// No lesson is, any more.
    void hides();

    /// Nobody else looks on.
    static GroupWatch nobody() {
        return new GroupWatch() {
            @Override
            public void sees(StudyFact.LessonName lesson, int of, Position now, boolean turned) {}

            @Override
            public void hides() {}
        };
    }
}
