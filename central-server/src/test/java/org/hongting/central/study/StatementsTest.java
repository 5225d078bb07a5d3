package org.hongting.central.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.LessonId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.identity.StudySessionId;
import org.hongting.protocol.quiz.Score;
import org.hongting.protocol.record.QuizFact;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.study.Coverage;
import org.hongting.protocol.study.Evidence;
import org.hongting.protocol.time.ClockQuality;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class StatementsTest extends StudyRoom {
    private static final String FIRST = "0102030405060708090a0b0c0d0e0f10";
    private static final String SECOND = "1102030405060708090a0b0c0d0e0f10";

    private final TestBook book = new TestBook();
    private final Statements statements = new Statements("https://hongting.example.edu", book, book, clock);
    private long minute;

    @Test
    void aSessionIsLaunchedInitializedCompletedAndTerminated() {
        studies(FIRST, "chapter-1", 5, StudyFact.Cause.SETTLED, Coverage.of(0, 6));
        studies(FIRST, "chapter-1", 4, StudyFact.Cause.SIGNED_OUT, Coverage.of(6, 10));

        List<ObjectNode> exported = exported();
        assertThat(verbs(exported)).containsExactly("launched", "initialized", "completed", "terminated");
        assertThat(Cmi5Rules.problems(exported)).isEmpty();
        assertThat(exported.get(3).path("result").path("duration").asString()).isEqualTo("PT540.00S");
        assertThat(exported.get(0).path("timestamp").asString()).isEqualTo("2026-11-16T01:00:00.000Z");
        assertThat(exported.toString())
                .contains(zhang.id().value())
                .doesNotContain(zhang.name(), zhang.studentNumber());
        assertThat(exported()).as("whoever exports twice sends the same").isEqualTo(exported);
    }

    @Test
    void anotherLessonIsAnotherSessionAndNothingIsCompletedTwice() {
        studies(FIRST, "chapter-1", 5, StudyFact.Cause.LESSON_CHANGED, Coverage.of(0, 10));
        studies(FIRST, "chapter-2", 5, StudyFact.Cause.LESSON_CHANGED, Coverage.of(0, 3));
        studies(FIRST, "chapter-1", 5, StudyFact.Cause.SIGNED_OUT, Coverage.of(0, 10));
        studies(SECOND, "chapter-2", 5, StudyFact.Cause.SIGNED_OUT, Coverage.of(3, 10));

        List<ObjectNode> exported = exported();
        assertThat(Cmi5Rules.problems(exported)).isEmpty();
        assertThat(verbs(exported)).filteredOn(verb -> verb.equals("launched")).hasSize(4);
        assertThat(verbs(exported)).filteredOn(verb -> verb.equals("completed")).hasSize(2);
        assertThat(verbs(exported).subList(11, 14)).containsExactly("initialized", "completed", "terminated");
    }

    @Test
    void whatATerminalBrokeOffIsAbandonedWithItsTimeAndWhatGoesOnIsNotExported() {
        studies(FIRST, "chapter-1", 5, StudyFact.Cause.BROKEN_OFF, Coverage.of(0, 3));
        assertThat(verbs(exported())).containsExactly("launched", "initialized", "abandoned");
        assertThat(Cmi5Rules.problems(exported())).isEmpty();
        assertThat(exported().getLast().path("result").path("duration").asString())
                .isEqualTo("PT300.00S");

        minute += 5 * 24 * 60 - 30;
        studies(SECOND, "chapter-2", 5, StudyFact.Cause.SETTLED, Coverage.of(0, 3));
        assertThat(exported()).hasSize(3);
        clock.pass(Duration.ofHours(25));
        assertThat(verbs(exported()).subList(3, 6)).containsExactly("launched", "initialized", "abandoned");
        assertThat(Cmi5Rules.problems(exported())).isEmpty();
    }

    @Test
    void durationsAreCutDownToAHundredth() {
        assertThat(Statements.duration(16_559_149)).isEqualTo("PT16559.14S");
        assertThat(Statements.duration(9)).isEqualTo("PT0.00S");
    }

    @Test
    void aCourseIsSatisfiedWithTheLastOfItsLessonsAndAFilmIsCompletedBeforeItsLastSecond() {
        CourseId course = book.course("party-constitution", Lesson.Kind.TEXT, "chapter-1", "chapter-2");
        studies(FIRST, "chapter-1", 5, StudyFact.Cause.SIGNED_OUT, Coverage.of(0, 10));
        studies(SECOND, "chapter-2", 5, StudyFact.Cause.SIGNED_OUT, Coverage.of(0, 10));
        studies("2102030405060708090a0b0c0d0e0f10", "chapter-2", 5, StudyFact.Cause.SIGNED_OUT, Coverage.of(0, 10));

        assertThat(verbs(exported()))
                .containsExactly(
                        "launched",
                        "initialized",
                        "completed",
                        "terminated",
                        "launched",
                        "initialized",
                        "completed",
                        "satisfied",
                        "terminated",
                        "launched",
                        "initialized",
                        "terminated");
        assertThat(Cmi5Rules.problems(exported())).isEmpty();

        book.courses.put(
                course,
                new CourseContents.Content(
                        1,
                        "影片",
                        List.of(new Lesson(new LessonId("chapter-1"), "影片", Lesson.Kind.VIDEO, "film", 10, 60))));
        assertThat(verbs(exported()).subList(0, 5))
                .containsExactly("launched", "initialized", "completed", "satisfied", "terminated");
    }

    @Test
    void whoFailsAndThenPassesATestIsJudgedTwiceAndCompletesAndSatisfiesOnce() {
        sits(0, 60, 280, QuizFact.Ending.HANDED_IN);
        sits(30, 60, 480, QuizFact.Ending.HANDED_IN);
        sits(60, 60, 100, QuizFact.Ending.HANDED_IN);

        List<ObjectNode> exported = exported();
        assertThat(verbs(exported))
                .containsExactly(
                        "launched",
                        "initialized",
                        "failed",
                        "completed",
                        "terminated",
                        "launched",
                        "initialized",
                        "passed",
                        "satisfied",
                        "terminated",
                        "launched",
                        "initialized",
                        "terminated");
        assertThat(Cmi5Rules.problems(exported)).isEmpty();
        ObjectNode passed = exported.get(7);
        assertThat(passed.path("result").toString())
                .isEqualTo("{\"success\":true,\"duration\":\"PT120.00S\","
                        + "\"score\":{\"scaled\":0.9600,\"raw\":480,\"min\":0,\"max\":500}}");
        assertThat(passed.path("timestamp").asString()).isEqualTo("2026-11-16T01:32:00.000Z");
        assertThat(exported.get(8).path("object").path("id").asString())
                .isEqualTo("https://hongting.example.edu/study/tests/q-1");
        assertThat(exported()).as("whoever exports twice sends the same").isEqualTo(exported);
    }

    @Test
    void onlyWhatWasHandedInIsCompletedAndWhatWasLeftIsAbandoned() {
        sits(0, 60, 500, QuizFact.Ending.TIME_UP);
        assertThat(verbs(exported())).containsExactly("launched", "initialized", "passed", "satisfied", "terminated");
        assertThat(Cmi5Rules.problems(exported())).isEmpty();
        book.sittings.clear();
        sits(0, 60, 0, QuizFact.Ending.CLOSED);
        assertThat(verbs(exported())).containsExactly("launched", "initialized", "failed", "abandoned");
        assertThat(Cmi5Rules.problems(exported())).isEmpty();
    }

    @Test
    void aTestWithoutAPassMarkIsCompletedAndNeverJudged() {
        sits(0, null, 100, QuizFact.Ending.HANDED_IN);
        sits(30, null, 500, QuizFact.Ending.HANDED_IN);
        assertThat(verbs(exported()))
                .containsExactly(
                        "launched",
                        "initialized",
                        "completed",
                        "satisfied",
                        "terminated",
                        "launched",
                        "initialized",
                        "terminated");
        assertThat(Cmi5Rules.problems(exported())).isEmpty();
    }

    /// A kiosk that was off tells of an earlier attempt and an earlier stay once the first export is in the record
    /// store,
    /// which keeps the first statement of an id.
    @Test
    void aRecordStoreTakesOnePassedCompletedAndSatisfiedWhateverArrivesLater() {
        book.course("party-constitution", Lesson.Kind.TEXT, "chapter-1");
        minute = 60;
        studies(FIRST, "chapter-1", 5, StudyFact.Cause.SIGNED_OUT, Coverage.of(0, 10));
        book.sittings.add(sitting("kiosk-1/e/1", 60, 60, MINUTE, 400, QuizFact.Ending.HANDED_IN));
        Map<String, ObjectNode> store = new LinkedHashMap<>();
        exported().forEach(statement -> store.putIfAbsent(statement.path("id").asString(), statement));
        int first = store.size();

        minute = 10;
        studies(SECOND, "chapter-1", 5, StudyFact.Cause.SIGNED_OUT, Coverage.of(0, 10));
        book.sittings.add(sitting("kiosk-2/e/1", 20, 60, MINUTE, 500, QuizFact.Ending.HANDED_IN));
        book.sittings.add(sitting("kiosk-2/e/2", 5, 60, MINUTE, 100, QuizFact.Ending.HANDED_IN));
        List<ObjectNode> again = exported();
        assertThat(Cmi5Rules.problems(again)).isEmpty();
        again.forEach(statement -> store.putIfAbsent(statement.path("id").asString(), statement));

        assertThat(store).hasSize(first + 3 * 3 + 1);
        assertThat(verbs(List.copyOf(store.values())))
                .filteredOn(verb -> Set.of("passed", "completed", "satisfied").contains(verb))
                .containsExactlyInAnyOrder("completed", "satisfied", "passed", "completed", "satisfied");
        assertThat(Cmi5Rules.problems(List.copyOf(store.values())))
                .doesNotContain("completed, passed and satisfied once per registration", "two statements have one id");
    }

    /// Two kiosks without a network: the one that was begun first ends last.
    @Test
    void nobodyFailsAfterTheyHavePassedInWhateverOrderTheyBegan() {
        book.sittings.add(sitting("kiosk-1/e/1", 0, 60, 30 * MINUTE, 100, QuizFact.Ending.HANDED_IN));
        book.sittings.add(sitting("kiosk-2/e/1", 5, 60, MINUTE, 400, QuizFact.Ending.HANDED_IN));

        assertThat(verbs(exported())).contains("passed").doesNotContain("failed");
        assertThat(Cmi5Rules.problems(exported())).isEmpty();
    }

    /// Every share of 400 hundredths and every pass mark: what is judged agrees with the score to its last place.
    @Test
    void theScoreNeverSaysSomethingElseThanTheVerb() {
        for (int pass = 1; pass <= 100; pass += 3) {
            for (int points = 0; points <= 300; points += 7) {
                book.sittings.clear();
                book.sittings.add(new TestResults.Sitting(
                        "kiosk-1/e/1",
                        new QuizId("q-1"),
                        Optional.of(pass),
                        NINE.toInstant(),
                        MINUTE,
                        new Score(points, 300),
                        QuizFact.Ending.HANDED_IN));
                assertThat(Cmi5Rules.problems(exported())).isEmpty();
            }
        }
    }

    private void sits(int minutes, @Nullable Integer pass, int points, QuizFact.Ending ending) {
        book.sittings.add(sitting("kiosk-1/e/" + book.sittings.size(), minutes, pass, 2 * MINUTE, points, ending));
    }

    private static TestResults.Sitting sitting(
            String source, int minutes, @Nullable Integer pass, long used, int points, QuizFact.Ending ending) {
        return new TestResults.Sitting(
                source,
                new QuizId("q-1"),
                Optional.ofNullable(pass),
                NINE.plusMinutes(minutes).toInstant(),
                used,
                new Score(points, 500),
                ending);
    }

    static Stream<Map.Entry<String, Consumer<List<ObjectNode>>>> testViolations() {
        return Stream.of(
                Map.entry(
                        "success is what the verb says",
                        all -> all.get(2).withObject("result").put("success", false)),
                Map.entry(
                        "passed and failed follow from the score",
                        all -> all.get(2)
                                .withObject("result")
                                .withObject("score")
                                .put("scaled", 0.59)),
                Map.entry(
                        "a scaled score from 0 to 1",
                        all -> all.get(2)
                                .withObject("result")
                                .withObject("score")
                                .put("scaled", 1.5)),
                Map.entry(
                        "raw lies between min and max",
                        all -> all.get(2)
                                .withObject("result")
                                .withObject("score")
                                .put("raw", 501)),
                Map.entry(
                        "raw, min and max are whole numbers",
                        all -> all.get(2)
                                .withObject("result")
                                .withObject("score")
                                .put("raw", 1.5)),
                Map.entry(
                        "what passes, from 0 to 1",
                        all -> all.get(2)
                                .withObject("context")
                                .withObject("extensions")
                                .put("https://w3id.org/xapi/cmi5/context/extensions/masteryscore", 60)),
                Map.entry(
                        "a moveOn of cmi5",
                        all -> all.getFirst()
                                .withObject("context")
                                .withObject("extensions")
                                .put("https://w3id.org/xapi/cmi5/context/extensions/moveon", "Maybe")),
                Map.entry("one of passed and failed", all -> all.add(3, failed(all.get(2)))),
                Map.entry(
                        "nobody fails who has passed",
                        all -> all.add(failed(all.get(2)).put("timestamp", "2026-11-17T01:02:00.000Z"))),
                Map.entry(
                        "completed, passed and satisfied once per registration",
                        all -> all.add(with(all.get(2), "id", "x"))),
                Map.entry(
                        "a course is satisfied, and nothing else is done with it",
                        all -> all.get(4).withObject("object").remove("definition")),
                Map.entry(
                        "satisfied has no result",
                        all -> all.get(4).putObject("result").put("duration", "PT1S")));
    }

    private static ObjectNode failed(ObjectNode passed) {
        ObjectNode failed = passed.deepCopy();
        failed.withObject("verb").put("id", "http://adlnet.gov/expapi/verbs/failed");
        return failed;
    }

    @ParameterizedTest
    @MethodSource("testViolations")
    void theRulesOfTestsBiteWhatIsPlanted(Map.Entry<String, Consumer<List<ObjectNode>>> violation) {
        sits(0, 60, 400, QuizFact.Ending.HANDED_IN);
        List<ObjectNode> exported = new ArrayList<>(exported());
        assertThat(verbs(exported))
                .containsExactly("launched", "initialized", "passed", "completed", "satisfied", "terminated");
        violation.getValue().accept(exported);

        assertThat(Cmi5Rules.problems(exported)).contains(violation.getKey());
    }

    static Stream<Map.Entry<String, Consumer<List<ObjectNode>>>> violations() {
        return Stream.of(
                Map.entry("initialized is the first of the lesson", all -> all.add(1, all.remove(2))),
                Map.entry("no verb twice in a session", all -> all.add(2, with(all.get(1), "id", "x"))),
                Map.entry(
                        "two statements have one id",
                        all -> all.get(1).put("id", all.get(0).path("id").asString())),
                Map.entry("a session ends", all -> all.removeLast()),
                Map.entry(
                        "a duration to a hundredth",
                        all -> all.getLast().withObject("result").put("duration", "PT1.234S")),
                Map.entry("a duration to a hundredth", all -> all.getLast().remove("result")),
                Map.entry("an id is a UUID", all -> all.getFirst().put("id", "1")),
                Map.entry("timestamps are UTC", all -> all.getLast().put("timestamp", "2026-11-16T09:09:00+08:00")),
                Map.entry(
                        "each statement has a timestamp", all -> all.getFirst().remove("timestamp")),
                Map.entry("time goes forward", all -> all.getLast().put("timestamp", "2020-01-01T00:00:00.000Z")),
                Map.entry(
                        "no personal data",
                        all -> all.getFirst().withObject("actor").put("name", "张晓明")),
                Map.entry(
                        "completion stands in completed alone",
                        all -> all.get(2).withObject("result").remove("completion")),
                Map.entry(
                        "moveOn category where a result decides",
                        all -> all.getLast().withObject("result").put("success", true)),
                Map.entry(
                        "a registration is a UUID",
                        all -> all.get(1).withObject("context").remove("registration")),
                Map.entry(
                        "a verb of cmi5",
                        all -> all.get(1).withObject("verb").put("id", "http://adlnet.gov/expapi/verbs/suspended")));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void theRulesBiteWhatIsPlanted(Map.Entry<String, Consumer<List<ObjectNode>>> violation) {
        studies(FIRST, "chapter-1", 5, StudyFact.Cause.SIGNED_OUT, Coverage.of(0, 10));
        List<ObjectNode> exported = new ArrayList<>(exported());
        violation.getValue().accept(exported);

        assertThat(Cmi5Rules.problems(exported)).contains(violation.getKey());
    }

    private static ObjectNode with(ObjectNode node, String name, String value) {
        return node.deepCopy().put(name, value);
    }

    private List<ObjectNode> exported() {
        return store.database.reading(transaction -> statements.of(transaction, zhang.id()));
    }

    private static List<String> verbs(List<ObjectNode> all) {
        return all.stream()
                .map(statement -> statement.path("verb").path("id").asString())
                .map(id -> id.substring(id.lastIndexOf('/') + 1))
                .toList();
    }

    private void studies(String session, String lesson, int minutes, StudyFact.Cause cause, Coverage seen) {
        long from = minute;
        minute += minutes;
        told(
                "kiosk-1",
                new StudyFact.Learned(
                        new StudySessionId(session),
                        zhang.id(),
                        CARD,
                        new StudyFact.LessonName(new CourseId("party-constitution"), 1, new LessonId(lesson)),
                        new StudyFact.Stretch(new BootId("boot-1"), from * MINUTE, minute * MINUTE, minute * MINUTE),
                        cause,
                        new TreeMap<>(Map.of(Evidence.PAGE_TURN, 2)),
                        new StudyFact.Reading(1, 10, seen),
                        null),
                clock(NINE.plusMinutes(minute), ClockQuality.SYNCED, "boot-1", minute * MINUTE));
    }
}
