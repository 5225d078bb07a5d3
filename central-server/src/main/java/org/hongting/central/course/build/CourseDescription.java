package org.hongting.central.course.build;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import org.hongting.protocol.course.Rights;
import org.hongting.protocol.identity.CourseId;
import org.jspecify.annotations.Nullable;

/// What whoever makes a course says of it: `course.json` in the course's folder.
///
/// @param lessons the files in the order of study; absent: all files of the folder in the order of their names
/// @param questions path of the question bank, in any form that `QuestionFile` reads; absent: a file that is called
/// `questions`
public record CourseDescription(
        @JsonProperty(required = true) CourseId id,
        @JsonProperty(required = true) int edition,
        @JsonProperty(required = true) String title,
        @JsonProperty(required = true) String language,
        @Nullable String summary,
        @JsonProperty(required = true) Rights rights,
        @Nullable LocalDate expires,
        @Nullable List<Wanted> lessons,
        @Nullable String questions) {
    /// The file's name.
    public static final String FILE = "course.json";

    public CourseDescription {
        lessons = lessons == null ? null : List.copyOf(lessons);
    }

    /// One lesson.
    ///
    /// @param title absent: the first heading of a text, or the file's name
    /// @param minutes how long it takes; absent: reckoned
    public record Wanted(
            @JsonProperty(required = true) String file,
            @Nullable String title,
            @Nullable Integer minutes) {}
}
