package org.hongting.kiosk.study;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.LessonId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.record.StudyFact.LessonName;
import org.hongting.protocol.study.Coverage;

/// How far a member is, as this terminal knows it: what the centre said of all terminals, and what happened here since.
///
/// @param year what the centre counts in the running year; empty where it has not said
/// @param lessons the latest first
/// @param passed tests that plans ask for, as the centre has marked them
public record Progress(Optional<Year> year, List<Lesson> lessons, Set<QuizId> passed) {
    public Progress {
        lessons = List.copyOf(lessons);
        passed = Set.copyOf(passed);
    }

    /// Of somebody who has passed nothing.
    public Progress(Optional<Year> year, List<Lesson> lessons) {
        this(year, lessons, Set.of());
    }

    /// @param number like 2026
    /// @param target what the year asks for; empty where nothing is asked
    public record Year(int number, Duration credited, Optional<Duration> target) {}

    /// @param place the part to go on with
    /// @param of how many parts it has
    public record Lesson(LessonName name, int place, int of, Coverage seen, Duration credited, Instant last) {
        /// Whether every part was seen.
        public boolean isCovered() {
            return seen.within(of) == of;
        }
    }

    public Optional<Lesson> lesson(CourseId course, LessonId lesson) {
        return lessons.stream()
                .filter(one -> one.name().course().equals(course)
                        && one.name().lesson().equals(lesson))
                .findFirst();
    }
}
