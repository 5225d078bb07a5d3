package org.hongting.simulator.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;

/// The sample school's course, with its questions, and a quiz of them.
final class SampleCourse {
    /// As its description says.
    static final String ID = "branch-life";

    private static final List<String> FILES =
            List.of("course.json", "01-meetings.md", "02-theme-day.md", "03-station.md", "questions.gift");

    private SampleCourse() {}

    /// The folder from which a course is built.
    static Path lay(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : FILES) {
            try (InputStream file = SampleCourse.class.getResourceAsStream("course/" + name)) {
                Files.copy(Objects.requireNonNull(file, name), folder.resolve(name));
            }
        }
        return folder;
    }

    /// A test of everything in the bank, as the console's form would send it.
    static String quiz() {
        return new Form()
                .with("title", "组织生活小测验")
                .with("kind", "test")
                .with("mode", "person")
                .with("course", ID)
                .with("singles", "4")
                .with("multiples", "2")
                .with("statements", "2")
                .with("blanks", "1")
                .with("shuffled", "1")
                .with("minutes", "10")
                .with("attempts", "3")
                .with("pass", "60")
                .text();
    }

    /// Fields as a browser sends them.
    static final class Form {
        private final StringJoiner fields = new StringJoiner("&");

        Form with(String name, String value) {
            fields.add(name + "=" + URLEncoder.encode(value, UTF_8));
            return this;
        }

        String text() {
            return fields.toString();
        }
    }
}
