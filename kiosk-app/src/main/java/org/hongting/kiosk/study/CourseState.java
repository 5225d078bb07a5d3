package org.hongting.kiosk.study;

import java.util.Optional;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.identity.LessonId;

/// A course, and how far one member is in it.
public record CourseState(Library.Shelved shelved, Progress progress) {
    private static final int WHOLE = 100;
    private static final int MOST_OF_A_FILM = 95;

    public CourseManifest course() {
        return shelved.manifest();
    }

    /// What is known of a lesson of the edition that stands here: parts of another edition are other parts.
    public Optional<Progress.Lesson> of(LessonId lesson) {
        return progress.lesson(course().id(), lesson)
                .filter(known -> known.name().edition() == course().edition());
    }

    /// How much of a lesson was seen, in hundredths; all only where every part was.
    public int percent(Lesson lesson) {
        return of(lesson.id())
                .map(known -> known.seen().within(known.of()) * WHOLE >= known.of() * enough(lesson)
                        ? WHOLE
                        : Math.min(WHOLE - 1, known.seen().within(known.of()) * WHOLE / known.of()))
                .orElse(0);
    }

    /// Nobody hears the last second of a film.
    private static int enough(Lesson lesson) {
        return switch (lesson.kind()) {
            case VIDEO, AUDIO -> MOST_OF_A_FILM;
            case TEXT, PDF, PICTURE -> WHOLE;
        };
    }

    /// How much of the course was seen, its lessons weighed by the time they take.
    public int percent() {
        long all = 0;
        long seen = 0;
        boolean whole = true;
        for (Lesson lesson : course().lessons()) {
            int percent = percent(lesson);
            all += lesson.expectedSeconds();
            seen += (long) percent * lesson.expectedSeconds();
            whole &= percent == WHOLE;
        }
        return whole ? WHOLE : (int) Math.min(WHOLE - 1, seen / all);
    }

    public boolean isBegun() {
        return course().lessons().stream().anyMatch(lesson -> of(lesson.id()).isPresent());
    }

    public boolean isDone() {
        return percent() == WHOLE;
    }

    public long lessonsLeft() {
        return course().lessons().stream()
                .filter(lesson -> percent(lesson) < WHOLE)
                .count();
    }

    /// The lesson to go on with: the one that was open last, or the first that is not done.
    public Lesson next() {
        return progress.lessons().stream()
                .filter(known -> known.name().course().equals(course().id()))
                .flatMap(known -> course().lessons().stream()
                        .filter(lesson -> lesson.id().equals(known.name().lesson())))
                .filter(lesson -> percent(lesson) < WHOLE)
                .findFirst()
                .or(() -> course().lessons().stream()
                        .filter(lesson -> percent(lesson) < WHOLE)
                        .findFirst())
                .orElseGet(() -> course().lessons().getFirst());
    }

    public int minutes() {
        int seconds =
                course().lessons().stream().mapToInt(Lesson::expectedSeconds).sum();
        return Math.max(1, (seconds + 30) / 60);
    }
}
