package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;
import java.util.List;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.LessonId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.study.Coverage;
import org.jspecify.annotations.Nullable;

/// How far a member is with their studies, as the centre knows it from all terminals: so they go on where they left,
/// wherever that was.
///
/// @param year whose learning time is meant
/// @param credited seconds of learning in that year, each second once
/// @param target minutes that the year asks of them; absent where nothing is asked
/// @param lessons the latest first, at most [#LESSONS]
/// @param passed tests that plans ask for and that the centre has marked as passed; absent where there are none
public record ProgressEntry(
        @JsonProperty(required = true) MemberId id,
        @JsonProperty(required = true) int year,
        @JsonProperty(required = true) long credited,
        @Nullable Integer target,
        @JsonProperty(required = true) List<Lesson> lessons,
        @Nullable List<QuizId> passed) {
    /// Lessons of one member that a terminal is told of.
    public static final int LESSONS = 20;

    public ProgressEntry {
        lessons = List.copyOf(lessons);
        // Absent and none are the same, and have the same bytes.
        passed = passed == null || passed.isEmpty() ? null : List.copyOf(passed);
        if (credited < 0 || lessons.size() > LESSONS || (passed != null && passed.size() > AssignmentEntry.TESTS)) {
            throw new IllegalArgumentException("not somebody's progress");
        }
    }

    /// One lesson.
    ///
    /// @param edition the one that was studied last
    /// @param place the part to go on with
    /// @param of how many parts the lesson has
    /// @param credited seconds of learning with this lesson, in whatever year
    /// @param last when they studied it last
    public record Lesson(
            @JsonProperty(required = true) CourseId course,
            @JsonProperty(required = true) int edition,
            @JsonProperty(required = true) LessonId lesson,
            @JsonProperty(required = true) int place,
            @JsonProperty(required = true) int of,
            @JsonProperty(required = true) Coverage seen,
            @JsonProperty(required = true) long credited,
            @JsonProperty(required = true) OffsetDateTime last) {
        public Lesson {
            if (place < 0 || of < 1 || place > of || credited < 0) {
                throw new IllegalArgumentException("the place lies within the lesson");
            }
        }
    }
}
