package org.hongting.central.study;

import java.util.List;
import java.util.Optional;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.port.Transaction;

/// What courses consist of, for whoever asks how far people are in them.
public interface CourseContents {
    /// One edition of a course.
    ///
    /// @param lessons none where it is a bank of questions and nothing else
    record Content(int edition, String title, List<Lesson> lessons) {
        public Content {
            lessons = List.copyOf(lessons);
        }
    }

    /// The edition that terminals are to hold; empty where no course of that name was ever here.
    Optional<Content> present(Transaction transaction, CourseId course);

    Optional<Content> edition(Transaction transaction, CourseId course, int edition);
}
