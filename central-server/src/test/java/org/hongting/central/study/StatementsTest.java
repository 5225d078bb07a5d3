package org.hongting.central.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.LessonId;
import org.hongting.protocol.identity.StudySessionId;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.study.Coverage;
import org.hongting.protocol.study.Evidence;
import org.hongting.protocol.time.ClockQuality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class StatementsTest extends StudyRoom {
    private static final String FIRST = "0102030405060708090a0b0c0d0e0f10";
    private static final String SECOND = "1102030405060708090a0b0c0d0e0f10";

    private final Statements statements = new Statements("https://hongting.example.edu", clock);
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
