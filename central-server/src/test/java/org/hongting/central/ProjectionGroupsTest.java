package org.hongting.central;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.meeting.ArrivalProjection;
import org.hongting.central.quiz.QuizProjection;
import org.hongting.central.study.StudyProjection;
import org.hongting.central.study.StudyRollup;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.identity.AttemptId;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.LessonId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.StudySessionId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.quiz.Score;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.FactType;
import org.hongting.protocol.record.QuizFact;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.record.VoidReason;
import org.hongting.protocol.study.Coverage;
import org.hongting.protocol.study.Evidence;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// However facts were grouped into transactions, the same stands in the tables.
@Tag("both-stores")
class ProjectionGroupsTest {
    private static final int FACTS = 150;
    private static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-22T09:00:00+08:00");
    private static final Instant RECEIVED = NINE.plusHours(9).toInstant();
    private static final EpochId EPOCH = new EpochId("00112233445566778899aabbccddeeff");

    /// What must be the same, by table.
    private static final Map<String, String> TABLES = new LinkedHashMap<>(Map.of(
            "arrival",
            "terminal || ' ' || seq || ' ' || meeting || ' ' || member || ' ' || repeated || ' ' || departed",
            "voided_arrival",
            "terminal || ' ' || void_seq || ' ' || seq || ' ' || member",
            "alarm",
            "kind || ' ' || terminal || ' ' || detail",
            "publication_due",
            "document",
            "study_interval",
            "terminal || ' ' || seq || ' ' || from_at || ' ' || until_at",
            "study_day",
            "member || ' ' || day || ' ' || alone || ' ' || proven",
            "study_month",
            "member || ' ' || month || ' ' || alone || ' ' || proven",
            "study_lesson",
            "member || ' ' || lesson || ' ' || seen_parts || ' ' || credited || ' ' || last_at || ' ' || place",
            "quiz_answer",
            "terminal || ' ' || seq || ' ' || attempt || ' ' || question",
            "quiz_attempt_due",
            "terminal || ' ' || attempt || ' ' || member || ' ' || due_at"));

    @TempDir
    Path folder;

    @TempDir
    Path other;

    private final List<FactProjection> projections = List.of(
            new ArrivalProjection(new Alarms(new Random(1))),
            new StudyProjection(new StudyRollup(ZoneId.of("Asia/Shanghai"))),
            new QuizProjection());
    private final Map<TerminalId, Long> numbers = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void howFactsAreGroupedChangesNothing(int seed) {
        Random random = new Random(seed);
        List<StoredFact> facts =
                Stream.generate(() -> fact(random)).limit(FACTS).toList();
        try (TestStore single = new TestStore(folder);
                TestStore grouped = new TestStore(other)) {
            project(single, facts.stream().map(fact -> List.of(fact)).toList());
            project(grouped, grouped(facts, random));
            TABLES.forEach((table, columns) -> assertThat(rows(grouped, table, columns))
                    .describedAs(table)
                    .isEqualTo(rows(single, table, columns))
                    .isNotEmpty());
        }
    }

    private static List<String> rows(TestStore store, String table, String columns) {
        return store.texts(columns, table + " ORDER BY value");
    }

    private static List<List<StoredFact>> grouped(List<StoredFact> facts, Random random) {
        List<List<StoredFact>> groups = new ArrayList<>();
        int from = 0;
        while (from < facts.size()) {
            int until = Math.min(facts.size(), from + 1 + random.nextInt(40));
            groups.add(facts.subList(from, until));
            from = until;
        }
        return groups;
    }

    /// In one transaction: what is durable costs time and is not in question.
    private void project(TestStore store, List<List<StoredFact>> groups) {
        store.database.inTransaction(transaction -> {
            groups.forEach(group -> projections.forEach(projection -> projection.project(transaction, group)));
            return null;
        });
    }

    private StoredFact fact(Random random) {
        TerminalId terminal = new TerminalId("kiosk-" + random.nextInt(3));
        long seq = numbers.merge(terminal, 1L, Long::sum);
        MemberId member = new MemberId("000000000000000" + random.nextInt(4));
        MeetingId meeting = new MeetingId("000000000000000" + random.nextInt(3));
        long minute = seq * 60_000L - random.nextInt(200_000);
        Fact fact = switch (random.nextInt(8)) {
            case 0, 1 ->
                new Fact.CheckInAdmitted(
                        meeting,
                        member,
                        new Fact.Origin(CredentialKind.PASS, "camera-0", false, new Fact.PassUse(1, random.nextInt(5))),
                        false);
            case 2 -> new Fact.CheckedOut(meeting, member, card());
            case 3 ->
                new Fact.CheckInVoided(
                        meeting, member, card(), new Fact.RecordName(EPOCH, seq), VoidReason.OWN_WISH, member);
            case 4, 5 -> learned(member, Math.max(0, minute), random);
            case 6 ->
                new QuizFact.Answered(attempt(random), member, new QuestionId("q-1"), Answer.chosen(List.of(0)), 10);
            default ->
                random.nextInt(5) > 0
                        ? new QuizFact.Answered(
                                attempt(random), member, new QuestionId("q-2"), Answer.chosen(List.of(1)), 20)
                        : new QuizFact.Ended(
                                attempt(random), member, QuizFact.Ending.HANDED_IN, new Score(1, 2), 30, 0);
        };
        FactType type = FactType.of(fact);
        ClockReading clock = new ClockReading(
                NINE.plusMinutes(seq),
                ClockQuality.SYNCED,
                new BootId("boot-1"),
                Duration.ofMinutes(seq).toNanos());
        return new StoredFact(
                terminal,
                EPOCH,
                new Envelope(seq, clock, type.typeName(), type.version(), Digest.of(new byte[] {1})),
                fact,
                RECEIVED);
    }

    private static Fact.Origin card() {
        return new Fact.Origin(CredentialKind.CARD, "pcsc-0", false);
    }

    private static AttemptId attempt(Random random) {
        return new AttemptId("0000000000000000000000000000000" + random.nextInt(6));
    }

    private static StudyFact.Learned learned(MemberId member, long from, Random random) {
        int place = 1 + random.nextInt(10);
        return new StudyFact.Learned(
                new StudySessionId("0102030405060708090a0b0c0d0e0f10"),
                member,
                card(),
                new StudyFact.LessonName(
                        new CourseId("party-constitution"), 1, new LessonId("chapter-" + random.nextInt(2))),
                new StudyFact.Stretch(new BootId("boot-1"), from, from + 90_000, from + 60_000),
                StudyFact.Cause.SETTLED,
                new TreeMap<>(Map.of(Evidence.PAGE_TURN, 2)),
                new StudyFact.Reading(place, 10, Coverage.of(0, place)),
                null);
    }
}
