package org.hongting.simulator.benchmark;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.quiz.QuestionBanks;
import org.hongting.central.quiz.Quiz;
import org.hongting.central.quiz.Quizzes;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.draw.Paper;
import org.hongting.protocol.identity.AttemptId;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.quiz.Marking;
import org.hongting.protocol.quiz.PaperRule;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.protocol.quiz.Score;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.FactType;
import org.hongting.protocol.record.QuizFact;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.jspecify.annotations.Nullable;

/// A large school in a real file, and a contest in it: members in branches of fifty, a bank of a thousand
/// questions, and kiosks that each have one person before them at a time.
final class ContestSchool {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final int QUESTIONS = 50;
    static final int OF_A_BRANCH = 50;

    /// People who answer at the same time.
    static final int KIOSKS = 200;

    private static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-16T09:00:00+08:00");
    private static final CourseId COURSE = new CourseId("party-constitution");
    private static final EpochId EPOCH = new EpochId("00112233445566778899aabbccddeeff");
    private static final Fact.Origin CARD = new Fact.Origin(CredentialKind.CARD, "pcsc-0", false);
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int SECONDS_OF_AN_ANSWER = 10;

    final Time clock = new Time();
    final QuestionBank bank = bank();
    final QuestionBanks banks;
    private final Database database;
    private final int members;
    private final long[] numbers = new long[KIOSKS];

    ContestSchool(Database database, int members) {
        this.database = database;
        this.members = members;
        byte[] file = bank.write();
        this.banks = new QuestionBanks(
                new QuestionBanks.Shelf() {
                    @Override
                    public Optional<Digest> bankOf(CourseId course) {
                        return Optional.of(Digest.of(file));
                    }

                    @Override
                    public Optional<byte[]> file(Digest digest) {
                        return digest.equals(Digest.of(file)) ? Optional.of(file) : Optional.empty();
                    }
                },
                clock);
    }

    /// Goes on when the benchmark says so.
    static final class Time extends Clock {
        private Instant now = NINE.toInstant();

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static QuestionBank bank() {
        return new QuestionBank(IntStream.range(0, 1_000)
                .mapToObj(i -> new Question(
                        new QuestionId("question-" + i),
                        Question.Kind.SINGLE,
                        "党章第 " + i + " 条规定了下列哪一项内容?请选择最完整的表述。",
                        List.of("第一种表述 " + i, "第二种表述 " + i, "第三种表述 " + i, "第四种表述 " + i),
                        List.of(i % 4),
                        null,
                        null,
                        null))
                .toList());
    }

    static MemberId member(int index) {
        return new MemberId(HexFormat.of().toHexDigits((index + 1) * SPREAD));
    }

    void fill() {
        database.inTransaction(transaction -> {
            transaction.update("INSERT INTO branch (id, kind, name) VALUES ('school', 'school', 'School')");
            List<@Nullable Object[]> branches = new ArrayList<>();
            for (int i = 0; i * OF_A_BRANCH < members; i++) {
                branches.add(new Object[] {"branch-" + i, "Branch " + i});
            }
            transaction.updateEach(
                    "INSERT INTO branch (id, parent, kind, name) VALUES (?, 'school', 'branch', ?)", branches);
            List<@Nullable Object[]> people = new ArrayList<>();
            for (int i = 0; i < members; i++) {
                people.add(new Object[] {member(i).value(), "成员" + i, "S" + i, "branch-" + i / OF_A_BRANCH});
            }
            transaction.updateEach(
                    "INSERT INTO member (id, name, student_number, branch, status, shown_in_full, badge_from, added_at)"
                            + " VALUES (?, ?, ?, ?, 'active', 0, 1, '2026-01-01T00:00:00.000Z')",
                    people);
            return true;
        });
    }

    /// Meetings of this year that are over, each of one branch, at which four of five were; and nothing is
    /// concluded yet.
    void meet(int meetings) {
        int branches = Math.ceilDiv(members, OF_A_BRANCH);
        for (int first = 0; first < meetings; first += KIOSKS) {
            int from = first;
            int until = Math.min(meetings, first + KIOSKS);
            database.inTransaction(transaction -> {
                for (int i = from; i < until; i++) {
                    LocalDate day = LocalDate.of(2026, 1, 5).plusDays(i / branches);
                    String at = day + "T01:00:00.000Z";
                    String id = String.format(Locale.ROOT, "m-%08d", i);
                    transaction.update(
                            "INSERT INTO meeting (id, title, kind, host, place, starts_at, ends_at, opens_at, late_from,"
                                    + " closes_at, planned_at) VALUES (?1, '支部党员大会', 'branch-assembly', ?2, '301', ?3,"
                                    + " ?4, ?3, ?3, ?4, ?3)",
                            id,
                            "branch-" + i % branches,
                            at,
                            day + "T02:00:00.000Z");
                    transaction.update(
                            "INSERT INTO meeting_branch (meeting, branch) VALUES (?, ?)", id, "branch-" + i % branches);
                    transaction.update(
                            "INSERT INTO arrival (terminal, epoch, seq, meeting, member, repeated, credential, device,"
                                    + " simulated, boot, mono, wall, quality)"
                                    + " SELECT 'kiosk-' || ?1, ?2, row_number() OVER (), ?3, id, 0, 'CARD', 'pcsc-0', 0,"
                                    + " 'boot-1', 0, ?4, 'SYNCED' FROM member WHERE branch = ?5 AND unicode(substr(id, 16))"
                                    + " % 5 > 0",
                            i, EPOCH.value(), id, day + "T08:55:00+08:00", "branch-" + i % branches);
                }
                return true;
            });
        }
    }

    Quiz contest() {
        Quizzes quizzes = new Quizzes(banks, new AuditLog(database, clock), new SecureRandom(), clock);
        return database.inTransaction(transaction -> quizzes.make(
                transaction,
                new Quiz.Plan(
                        "党章知识竞赛",
                        QuizEntry.Kind.CONTEST,
                        QuizEntry.Mode.BRANCH,
                        COURSE,
                        new PaperRule(QUESTIONS, 0, 0, 0, true),
                        false,
                        new Quiz.Limits(
                                3_600, NINE.toInstant(), NINE.plusDays(3).toInstant(), 1, 60),
                        Set.of(),
                        5),
                "bench"));
    }

    /// What the kiosks tell while so many people sit before them, step by step: a beginning each, an answer each, an
    /// end each.
    List<List<StoredFact>> wave(Quiz contest, int first, int until) {
        Map<QuestionId, Question> questions = bank.byId();
        List<List<StoredFact>> steps = new ArrayList<>();
        for (int step = 0; step <= QUESTIONS + 1; step++) {
            steps.add(new ArrayList<>());
        }
        for (int person = first; person < until; person++) {
            MemberId member = member(person);
            AttemptId attempt =
                    new AttemptId(HexFormat.of().toHexDigits((long) person).repeat(2));
            Paper paper = Paper.draw(bank, contest.plan().paper(), Paper.seed(contest.seed(), member, "1"));
            int kiosk = person - first;
            steps.getFirst()
                    .add(told(
                            kiosk,
                            new QuizFact.Begun(
                                    attempt,
                                    member,
                                    CARD,
                                    COURSE,
                                    contest.bank(),
                                    contest.id(),
                                    "1",
                                    paper.digest(),
                                    QUESTIONS)));
            int points = 0;
            for (int place = 0; place < QUESTIONS; place++) {
                Question question = java.util.Objects.requireNonNull(
                        questions.get(paper.items().get(place).question()));
                Answer answer = Answer.chosen(List.of((person * 7 + place) % 3 == 0 ? 0 : right(question)));
                points += Marking.of(question, Optional.of(answer), false);
                long used = (place + 1) * (SECONDS_OF_AN_ANSWER * 1_000L) + person % 997;
                steps.get(place + 1)
                        .add(told(kiosk, new QuizFact.Answered(attempt, member, question.id(), answer, used)));
            }
            steps.getLast()
                    .add(told(
                            kiosk,
                            new QuizFact.Ended(
                                    attempt,
                                    member,
                                    QuizFact.Ending.HANDED_IN,
                                    new Score(points, QUESTIONS * Marking.FULL),
                                    QUESTIONS * (SECONDS_OF_AN_ANSWER * 1_000L) + 1_000,
                                    0)));
        }
        return steps;
    }

    private static int right(Question question) {
        return java.util.Objects.requireNonNull(question.right()).getFirst();
    }

    private StoredFact told(int kiosk, Fact fact) {
        FactType type = FactType.of(fact);
        long seq = ++numbers[kiosk];
        ClockReading reading = new ClockReading(
                OffsetDateTime.ofInstant(clock.instant(), ZONE), ClockQuality.SYNCED, new BootId("boot-1"), seq);
        return new StoredFact(
                new TerminalId("kiosk-" + kiosk),
                EPOCH,
                new Envelope(seq, reading, type.typeName(), type.version(), Digest.of(new byte[0])),
                fact,
                clock.instant());
    }
}
