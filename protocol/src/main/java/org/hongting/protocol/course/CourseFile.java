package org.hongting.protocol.course;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.text.Normalizer;
import java.util.List;
import org.hongting.protocol.Limits;
import org.hongting.protocol.record.Digest;

/// A file of a course.
///
/// @param path below the course's folder, with strokes; never leads out of it
/// @param size in bytes
/// @param chunks the hash of every [Limits#COURSE_CHUNK_BYTES], the last of which may be shorter
public record CourseFile(
        @JsonProperty(required = true) String path,
        @JsonProperty(required = true) long size,
        @JsonProperty(required = true) Digest sha256,
        @JsonProperty(required = true) List<Digest> chunks,
        @JsonProperty(required = true) MediaType mediaType) {
    /// Characters of a path.
    public static final int PATH = 200;

    /// What a file is.
    public enum MediaType {
        @JsonProperty("markdown")
        MARKDOWN("text/markdown"),
        @JsonProperty("pdf")
        PDF("application/pdf"),
        @JsonProperty("mp4")
        MP4("video/mp4"),
        @JsonProperty("mp3")
        MP3("audio/mpeg"),
        @JsonProperty("m4a")
        M4A("audio/mp4"),
        @JsonProperty("jpeg")
        JPEG("image/jpeg"),
        @JsonProperty("png")
        PNG("image/png"),
        /// A question bank.
        @JsonProperty("questions")
        QUESTIONS("application/json");

        private final String text;

        MediaType(String text) {
            this.text = text;
        }

        /// As HTTP says it.
        public String text() {
            return text;
        }
    }

    public CourseFile {
        chunks = List.copyOf(chunks);
        checkPath(path);
        if (size < 1 || size > Limits.COURSE_FILE_BYTES) {
            throw new IllegalArgumentException("a file has 1 to " + Limits.COURSE_FILE_BYTES + " bytes");
        }
        if (chunks.size() != (size + Limits.COURSE_CHUNK_BYTES - 1) / Limits.COURSE_CHUNK_BYTES) {
            throw new IllegalArgumentException("a file has a hash for each of its chunks");
        }
    }

    /// @throws IllegalArgumentException unless the path stays below its folder and has one way to be written
    public static void checkPath(String path) {
        boolean isRight = !path.isEmpty()
                && path.length() <= PATH
                && path.indexOf('\\') < 0
                && path.chars().noneMatch(Character::isISOControl)
                && Normalizer.isNormalized(path, Normalizer.Form.NFC);
        for (String segment : path.split("/", -1)) {
            isRight &= !segment.isBlank() && !".".equals(segment) && !"..".equals(segment);
        }
        if (!isRight) {
            throw new IllegalArgumentException("not a path below the course's folder");
        }
    }

    /// Bytes of the chunk of that number.
    public int chunkBytes(int chunk) {
        return (int) Math.min(Limits.COURSE_CHUNK_BYTES, size - (long) chunk * Limits.COURSE_CHUNK_BYTES);
    }
}
