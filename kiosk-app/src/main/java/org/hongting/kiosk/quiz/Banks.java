package org.hongting.kiosk.quiz;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hongting.kiosk.study.Library;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.protocol.record.Digest;

/// The question banks on this terminal's shelf: files of courses, named by their hash. Opens no file.
public record Banks(Library library) {
    /// A bank that stands on the shelf.
    public record Shelved(CourseManifest course, CourseFile file) {
        public Digest digest() {
            return file.sha256();
        }
    }

    /// A bank that was read.
    public record Open(Shelved shelved, QuestionBank questions) {}

    /// Those of all courses that may be shown that day.
    public List<Shelved> all(LocalDate today) {
        return library.courses().stream()
                .map(Library.Shelved::manifest)
                .filter(course -> course.isGoodOn(today))
                .flatMap(Banks::of)
                .toList();
    }

    /// Whichever course holds it: a test is held to its end though its course is out of date.
    public Optional<Shelved> find(Digest bank) {
        return library.courses().stream()
                .map(Library.Shelved::manifest)
                .flatMap(Banks::of)
                .filter(shelved -> shelved.digest().equals(bank))
                .findFirst();
    }

    private static Stream<Shelved> of(CourseManifest course) {
        String path = course.questions();
        return path == null ? Stream.empty() : course.file(path).map(file -> new Shelved(course, file)).stream();
    }
}
