package org.hongting.protocol.course;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.LessonId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.jspecify.annotations.Nullable;

/// One edition of a course: what it holds and the hashes by which every byte of it is verified.
///
/// @param edition counts from 1; a later one takes the place of those before
/// @param language a language tag, like `zh-CN`
/// @param summary a few sentences for people; absent where there are none
/// @param lessons in the order of study; none where it is a bank of questions and nothing else
/// @param expires the last day on which it may be shown; absent where it never ends
/// @param questions path of the question bank; absent where there is none
public record CourseManifest(
        @JsonProperty(required = true) CourseId id,
        @JsonProperty(required = true) int edition,
        @JsonProperty(required = true) String title,
        @JsonProperty(required = true) String language,
        @Nullable String summary,
        @JsonProperty(required = true) List<Lesson> lessons,
        @JsonProperty(required = true) List<CourseFile> files,
        @JsonProperty(required = true) Rights rights,
        @Nullable LocalDate expires,
        @Nullable String questions) {
    /// Characters of a title.
    public static final int TITLE = 128;

    /// Characters of a summary.
    public static final int SUMMARY = 1000;

    /// How the first entries of a package begin.
    private static final String RESERVED = "manifest.";

    private static final int WHOLE = 100;
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}");

    public CourseManifest {
        lessons = List.copyOf(lessons);
        files = List.copyOf(files);
        if (edition < 1 || title.isBlank() || title.length() > TITLE) {
            throw new IllegalArgumentException(
                    "a course has an edition from 1 and a title of " + TITLE + " characters");
        }
        if (!LANGUAGE.matcher(language).matches() || (summary != null && summary.length() > SUMMARY)) {
            throw new IllegalArgumentException(
                    "a course has a language tag and a summary of at most " + SUMMARY + " characters");
        }
        if ((lessons.isEmpty() && questions == null)
                || lessons.size() > Limits.COURSE_LESSONS
                || files.size() > Limits.COURSE_FILES) {
            throw new IllegalArgumentException("a course has lessons or questions, at most " + Limits.COURSE_LESSONS
                    + " lessons and " + Limits.COURSE_FILES + " files");
        }
        checkReferences(lessons, byPath(files), questions);
    }

    private static Map<String, CourseFile> byPath(List<CourseFile> files) {
        Map<String, CourseFile> byPath = new HashMap<>();
        for (CourseFile file : files) {
            if (byPath.put(file.path(), file) != null || file.path().startsWith(RESERVED)) {
                throw new IllegalArgumentException("two files of a course have one path");
            }
        }
        return byPath;
    }

    private static void checkReferences(
            List<Lesson> lessons, Map<String, CourseFile> files, @Nullable String questions) {
        Set<LessonId> seen = new HashSet<>();
        for (Lesson lesson : lessons) {
            CourseFile file = files.get(lesson.file());
            if (file == null || !lesson.kind().fits(file.mediaType()) || !seen.add(lesson.id())) {
                throw new IllegalArgumentException("a lesson has an id of its own and a file of its kind");
            }
        }
        if (questions != null) {
            CourseFile file = files.get(questions);
            if (file == null || file.mediaType() != CourseFile.MediaType.QUESTIONS) {
                throw new IllegalArgumentException("the question bank is a file of the course");
            }
        }
    }

    /// @throws MalformedJson if size or form is wrong
    public static CourseManifest read(byte[] utf8) {
        if (utf8.length > Limits.COURSE_MANIFEST_BYTES) {
            throw new MalformedJson("the manifest is longer than a manifest may be");
        }
        return Json.read(utf8, CourseManifest.class);
    }

    /// @throws IllegalArgumentException if it would be longer than a manifest may be
    public byte[] write() {
        byte[] utf8 = Json.write(this);
        if (utf8.length > Limits.COURSE_MANIFEST_BYTES) {
            throw new IllegalArgumentException("the manifest is longer than a manifest may be");
        }
        return utf8;
    }

    public Optional<CourseFile> file(String path) {
        return files.stream().filter(file -> file.path().equals(path)).findFirst();
    }

    /// Bytes of all files.
    public long bytes() {
        return files.stream().mapToLong(CourseFile::size).sum();
    }

    /// How much of the course somebody has seen, in hundredths: its lessons weighed by the time they take, all of them
    /// only where all of each was seen.
    ///
    /// @param lessons never empty
    /// @param percent of the lesson at a place
    public static int percent(List<Lesson> lessons, IntUnaryOperator percent) {
        long all = 0;
        long seen = 0;
        boolean whole = true;
        for (int place = 0; place < lessons.size(); place++) {
            int part = percent.applyAsInt(place);
            int weight = lessons.get(place).expectedSeconds();
            all += weight;
            seen += (long) part * weight;
            whole &= part == WHOLE;
        }
        return whole ? WHOLE : (int) Math.min(WHOLE - 1, seen / all);
    }

    /// Whether it may be shown on that day.
    public boolean isGoodOn(LocalDate day) {
        return expires == null || !day.isAfter(expires);
    }
}
