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
    private static final int WHOLE = 100;

    /// Nobody hears the last second of a film: so many hundredths of it are all of it.
    public static final int MOST_OF_A_FILM = 95;

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

        /// Whether most of it counts as all of it, because it runs by itself.
        public boolean runs() {
            return switch (this) {
                case VIDEO, AUDIO -> true;
                case TEXT, PDF, PICTURE -> false;
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

    /// How much of it somebody has seen, in hundredths; all of them only where enough was seen. Kiosk and centre reckon
    /// alike.
    ///
    /// @param seen parts of so many that it had when they were seen
    public int percent(int seen, int of) {
        int enough = kind.runs() ? MOST_OF_A_FILM : WHOLE;
        long hundredths = (long) seen * WHOLE / of;
        return (long) seen * WHOLE >= (long) of * enough ? WHOLE : (int) Math.min(WHOLE - 1, hundredths);
    }
}
