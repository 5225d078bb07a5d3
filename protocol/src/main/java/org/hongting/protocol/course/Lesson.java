package org.hongting.protocol.course;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.hongting.protocol.identity.LessonId;

/// One thing to read, hear or watch.
///
/// @param file path of the [CourseFile] that is shown
/// @param parts what [org.hongting.protocol.study.Coverage] counts: blocks of a text (headings, paragraphs, lists and
/// the like that stand by themselves), pages of a PDF, seconds of a film or recording, 1 for a picture
/// @param expectedSeconds how long reading or watching takes
public record Lesson(
        @JsonProperty(required = true) LessonId id,
        @JsonProperty(required = true) String title,
        @JsonProperty(required = true) Kind kind,
        @JsonProperty(required = true) String file,
        @JsonProperty(required = true) int parts,
        @JsonProperty(required = true) int expectedSeconds) {
    /// A day of film; no text has as many paragraphs.
    public static final int PARTS = 86_400;

    private static final int TITLE = 128;

    /// What is shown.
    public enum Kind {
        /// Markdown of ours: no HTML stands in it.
        @JsonProperty("text")
        TEXT,
        @JsonProperty("pdf")
        PDF,
        @JsonProperty("video")
        VIDEO,
        @JsonProperty("audio")
        AUDIO,
        @JsonProperty("picture")
        PICTURE;

        /// Whether a lesson of this kind can be in such a file.
        public boolean fits(CourseFile.MediaType type) {
            return switch (type) {
                case MARKDOWN -> this == TEXT;
                case PDF -> this == PDF;
                case MP4 -> this == VIDEO;
                case MP3, M4A -> this == AUDIO;
                case JPEG, PNG -> this == PICTURE;
                case QUESTIONS -> false;
            };
        }
    }

    public Lesson {
        if (title.isBlank() || title.length() > TITLE) {
            throw new IllegalArgumentException("a lesson has a title of at most " + TITLE + " characters");
        }
        if (parts < 1 || parts > PARTS || expectedSeconds < 1 || expectedSeconds > PARTS) {
            throw new IllegalArgumentException("a lesson has 1 to " + PARTS + " parts and seconds");
        }
    }
}
