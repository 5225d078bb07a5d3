package org.hongting.central.study;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.LessonId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.port.Transaction;

/// Courses and tests as a test says they are.
final class TestBook implements CourseContents, TestResults {
    final Map<CourseId, Content> courses = new HashMap<>();
    final List<Test> tests = new ArrayList<>();
    final Map<QuizId, Map<MemberId, Instant>> passed = new HashMap<>();
    final List<Sitting> sittings = new ArrayList<>();

    /// A course of the first edition, whose lessons have ten parts each.
    CourseId course(String id, Lesson.Kind kind, String... lessons) {
        CourseId course = new CourseId(id);
        List<Lesson> all = new ArrayList<>();
        for (String lesson : lessons) {
            all.add(new Lesson(new LessonId(lesson), lesson, kind, lesson, 10, 60));
        }
        courses.put(course, new Content(1, "课程 " + id, all));
        return course;
    }

    QuizId test(String id, CourseId course, int pass) {
        QuizId test = new QuizId(id);
        tests.add(new Test(test, course, "测验 " + id, pass, false));
        return test;
    }

    void passes(QuizId test, MemberId member, Instant when) {
        passed.computeIfAbsent(test, id -> new HashMap<>()).put(member, when);
    }

    @Override
    public Optional<Content> present(Transaction transaction, CourseId course) {
        return Optional.ofNullable(courses.get(course));
    }

    @Override
    public Optional<Content> edition(Transaction transaction, CourseId course, int edition) {
        return present(transaction, course).filter(content -> content.edition() == edition);
    }

    @Override
    public List<Test> tests(Transaction transaction) {
        return tests;
    }

    @Override
    public Map<MemberId, Instant> passed(Transaction transaction, QuizId test, String from, String until) {
        Map<MemberId, Instant> among = new HashMap<>(passed.getOrDefault(test, Map.of()));
        among.keySet()
                .removeIf(member ->
                        member.value().compareTo(from) < 0 || member.value().compareTo(until) >= 0);
        return among;
    }

    @Override
    public List<Sitting> of(Transaction transaction, MemberId member) {
        return sittings;
    }
}
