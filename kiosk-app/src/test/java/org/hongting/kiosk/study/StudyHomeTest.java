package org.hongting.kiosk.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.course.Rights;
import org.hongting.protocol.document.AssignmentEntry;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.LessonId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.study.Coverage;
import org.junit.jupiter.api.Test;

class StudyHomeTest {
    private static final QuizId TEST = new QuizId("q-1");

    @Test
    void aCourseOfQuestionsAloneDoesNotStandInTheLibrary() {
        StudyHome home = home(List.of(), List.of(), Set.of());

        assertThat(home.library()).isEmpty();
        assertThat(home.forYou()).isEmpty();
        assertThat(home.search("题库")).isEmpty();
    }

    @Test
    void aCourseThatAPlanAsksForIsDoneOnceItsLessonsAreSeenAndItsTestsArePassed() {
        Lesson lesson = new Lesson(new LessonId("one"), "第一课", Lesson.Kind.TEXT, "one.md", 10, 60);
        Progress.Lesson seen = new Progress.Lesson(
                new StudyFact.LessonName(new CourseId("course"), 1, lesson.id()),
                9,
                10,
                Coverage.of(0, 10),
                Duration.ofMinutes(5),
                Instant.EPOCH);

        assertThat(home(List.of(lesson), List.of(), Set.of()).assigned())
                .singleElement()
                .satisfies(one -> assertThat(one.isRead()).isFalse());
        StudyHome.Assigned before =
                home(List.of(lesson), List.of(seen), Set.of()).assigned().getFirst();
        assertThat(before.isRead()).isTrue();
        assertThat(before.testsLeft()).isEqualTo(1);
        assertThat(before.isDone()).isFalse();
        assertThat(home(List.of(lesson), List.of(seen), Set.of(TEST))
                        .assigned()
                        .getFirst()
                        .isDone())
                .isTrue();
    }

    @Test
    void whoHasLeafedThroughALessonIsToldAndWhoReadsOnIsNot() {
        Lesson lesson = new Lesson(new LessonId("one"), "第一课", Lesson.Kind.TEXT, "one.md", 10, 60);

        assertThat(course(lesson, at(lesson, 9, Coverage.NONE)).wasLeafedThrough(lesson))
                .isTrue();
        assertThat(course(lesson, at(lesson, 9, Coverage.of(0, 4))).wasLeafedThrough(lesson))
                .isTrue();
        assertThat(course(lesson, at(lesson, 4, Coverage.of(0, 4))).wasLeafedThrough(lesson))
                .isFalse();
        assertThat(course(lesson, at(lesson, 9, Coverage.of(0, 10))).wasLeafedThrough(lesson))
                .isFalse();
    }

    private static CourseState course(Lesson lesson, Progress.Lesson seen) {
        return home(List.of(lesson), List.of(seen), Set.of()).library().getFirst();
    }

    private static Progress.Lesson at(Lesson lesson, int place, Coverage seen) {
        return new Progress.Lesson(
                new StudyFact.LessonName(new CourseId("course"), 1, lesson.id()),
                place,
                10,
                seen,
                Duration.ofMinutes(5),
                Instant.EPOCH);
    }

    @Test
    void aCourseOfQuestionsAloneIsDoneOnceItsTestsArePassed() {
        assertThat(home(List.of(), List.of(), Set.of()).assigned().getFirst().isDone())
                .isFalse();
        assertThat(home(List.of(), List.of(), Set.of(TEST))
                        .assigned()
                        .getFirst()
                        .isDone())
                .isTrue();
    }

    private static StudyHome home(List<Lesson> lessons, List<Progress.Lesson> known, Set<QuizId> passed) {
        Digest digest = Digest.of(new byte[] {1});
        List<CourseFile> files = new ArrayList<>(
                List.of(new CourseFile("questions.json", 1, digest, List.of(digest), CourseFile.MediaType.QUESTIONS)));
        lessons.forEach(lesson ->
                files.add(new CourseFile(lesson.file(), 1, digest, List.of(digest), CourseFile.MediaType.MARKDOWN)));
        CourseManifest manifest = new CourseManifest(
                new CourseId("course"),
                1,
                "题库",
                "zh-CN",
                null,
                lessons,
                files,
                new Rights("红亭大学", ""),
                null,
                "questions.json");
        AssignmentEntry plan =
                new AssignmentEntry("p-1", manifest.id(), "学习计划", null, List.of(), List.of(), List.of(TEST));
        return StudyHome.of(
                List.of(new Library.Shelved(manifest, "TK")),
                List.of(plan),
                new Progress(Optional.empty(), known, passed),
                LocalDate.of(2026, 11, 23));
    }
}
