package org.hongting.central.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.protocol.record.Digest;

/// How many questions of each kind a course has. An edition never changes, so each is read once. Safe for use by many
/// threads.
public final class QuestionCounts {
    private final CourseFiles files;
    private final Map<Digest, Map<Question.Kind, Integer>> known = new ConcurrentHashMap<>();

    QuestionCounts(CourseFiles files) {
        this.files = files;
    }

    /// Only kinds of which there are any; none where there is no bank.
    public Map<Question.Kind, Integer> of(Course course) {
        return known.computeIfAbsent(course.edition().manifest(), this::count);
    }

    private Map<Question.Kind, Integer> count(Digest manifest) {
        Map<Question.Kind, Integer> counts = new EnumMap<>(Question.Kind.class);
        bank(manifest)
                .ifPresent(
                        bank -> bank.questions().forEach(question -> counts.merge(question.kind(), 1, Integer::sum)));
        return counts;
    }

    /// Nothing where a file cannot be read: the page must show the other courses.
    private Optional<QuestionBank> bank(Digest manifest) {
        try {
            Path path = files.whole(manifest);
            if (!Files.isRegularFile(path)) {
                return Optional.empty();
            }
            CourseManifest read = CourseManifest.read(Files.readAllBytes(path));
            String questions = read.questions();
            Optional<CourseFile> file = questions == null ? Optional.empty() : read.file(questions);
            return file.isEmpty()
                    ? Optional.empty()
                    : Optional.of(QuestionBank.read(
                            Files.readAllBytes(files.whole(file.get().sha256()))));
        } catch (MalformedJson e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
