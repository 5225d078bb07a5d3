package org.hongting.central.course;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hongting.central.course.build.CourseDescription;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.Rights;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.record.Digest;

/// A question bank that somebody uploads: what a folder with `course.json` would say of it.
///
/// @param name of the file, with its ending
/// @param title of the course; the same title is the same course, in its next edition
/// @param rights whose questions they are, and what may be done with them
public record QuestionUpload(String name, String title, Rights rights) {
    private static final int ID_DIGITS = 12;
    private static final String FILE = "questions.";

    public QuestionUpload {
        title = title.strip();
        if (title.isEmpty() || title.length() > CourseManifest.TITLE) {
            throw new IllegalArgumentException("a course has a title");
        }
    }

    /// The course that it makes.
    public CourseId course() {
        return new CourseId("bank-" + Digest.of(title.getBytes(UTF_8)).hex().substring(0, ID_DIGITS));
    }

    /// Makes a folder of the file, as the builder takes them.
    ///
    /// @param before the course as it is here
    void describe(Path upload, Path folder, Optional<Course> before) throws IOException {
        Files.createDirectory(folder);
        String file = FILE + ending();
        Files.move(upload, folder.resolve(file));
        CourseDescription description = new CourseDescription(
                course(),
                before.map(course -> course.edition().number() + 1).orElse(1),
                title,
                "zh-CN",
                null,
                rights,
                null,
                List.of(),
                file);
        Files.write(folder.resolve(CourseDescription.FILE), Json.write(description));
    }

    /// What the file is says its content, so that a name need not be trusted.
    private String ending() {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return ending.matches("[a-z0-9]{1,5}") ? ending : "file";
    }
}
