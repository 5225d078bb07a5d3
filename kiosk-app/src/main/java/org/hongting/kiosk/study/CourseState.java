package org.hongting.kiosk.study;

import java.util.Optional;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.identity.LessonId;

/// A course, and how far one member is in it.
public record CourseState(Library.Shelved shelved, Progress progress) {
    private static final int WHOLE = 100;

    public CourseManifest course() {
        return shelved.manifest();
    }

    /// What is known of a lesson of the edition that stands here: parts of another edition are other parts.
    public Optional<Progress.Lesson> of(LessonId lesson) {
        return progress.lesson(course().id(), lesson)
                .filter(known -> known.name().edition() == course().edition());
    }

    /// How much of a lesson was seen, in hundredths; all only where enough was.
    public int percent(Lesson lesson) {
        return of(lesson.id())
                .map(known -> lesson.percent(known.seen().within(known.of()), known.of()))
                .orElse(0);
    }

    /// Whether somebody has turned pages too fast for them to count.
    public boolean wasLeafedThrough(Lesson lesson) {
        return percent(lesson) < WHOLE
                && !lesson.kind().runs()
                && of(lesson.id())
                        .filter(known -> known.seen().firstGap() < known.place())
                        .isPresent();
    }

    /// How much of the course was seen, its lessons weighed by the time they take.
    public int percent() {
        return CourseManifest.percent(
                course().lessons(), place -> percent(course().lessons().get(place)));
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
