package org.hongting.central.quiz;

import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.testing.MovingClock;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.draw.Paper;
import org.hongting.protocol.identity.AttemptId;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
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
import org.hongting.protocol.record.QuizFact;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A real store, two branches with members, a bank of 12 questions, and kiosks at which people answer.
abstract class QuizRoom {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-16T09:00:00+08:00");
    static final CourseId COURSE = new CourseId("party-constitution");
    static final PaperRule FIVE = new PaperRule(2, 1, 1, 1, true);
    static final QuestionBank BANK = bank();
    static final Digest DIGEST = Digest.of(BANK.write());
    static final int SECONDS = 600;
    private static final Fact.Origin CARD = new Fact.Origin(CredentialKind.CARD, "pcsc-0", false);

    @TempDir
    Path folder;

    final MovingClock clock = new MovingClock(NINE.toInstant(), ZONE);
    final Random random = new Random(7);
    final Members members = new Members(random, clock);
    final Map<Digest, byte[]> files = new HashMap<>(Map.of(DIGEST, BANK.write()));
    Optional<Digest> bankOfCourse = Optional.of(DIGEST);
    final QuestionBanks.Shelf shelf = new QuestionBanks.Shelf() {
        @Override
        public Optional<Digest> bankOf(CourseId course) {
            return course.equals(COURSE) ? bankOfCourse : Optional.empty();
        }

        @Override
        public Optional<byte[]> file(Digest digest) {
            return Optional.ofNullable(files.get(digest));
        }
    };
    final QuestionBanks banks = new QuestionBanks(shelf, clock);
    final List<FactProjection> projections = List.of(new QuizProjection());
    private final Map<String, Long> numbers = new HashMap<>();
    TestStore store;
    Branch first;
    Branch second;
    Member zhang;
    Member li;
    Member wang;
    Quizzes quizzes;
    Teams teams;
    QuizRulings rulings;
    QuizMarker marker;
    ContestBoard board;

    private static QuestionBank bank() {
        List<Question> questions = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            questions.add(new Question(
                    new QuestionId("single-" + i),
                    Question.Kind.SINGLE,
                    "单选题 " + i,
                    List.of("甲", "乙", "丙", "丁"),
                    List.of(i % 4),
                    null,
                    null,
                    null));
            questions.add(new Question(
                    new QuestionId("true-" + i),
                    Question.Kind.TRUE_FALSE,
                    "判断题 " + i,
                    null,
                    null,
                    i % 2 == 0,
                    null,
                    null));
        }
        for (int i = 1; i <= 2; i++) {
            questions.add(new Question(
                    new QuestionId("multiple-" + i),
                    Question.Kind.MULTIPLE,
                    "多选题 " + i,
                    List.of("甲", "乙", "丙"),
                    List.of(0, 2),
                    null,
                    null,
                    null));
            questions.add(new Question(
                    new QuestionId("blank-" + i),
                    Question.Kind.FILL_IN,
                    "填空题 " + i,
                    null,
                    null,
                    null,
                    List.of(List.of("一九二一", "1921")),
                    null));
        }
        return new QuestionBank(questions);
    }

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        Branches branches = new Branches(random);
        first = store.database.inTransaction(
                transaction -> branches.add(transaction, null, BranchKind.BRANCH, "第一党支部"));
        second = store.database.inTransaction(
                transaction -> branches.add(transaction, null, BranchKind.BRANCH, "第二党支部"));
        zhang = member("张晓明", "20260001", first);
        li = member("李思然", "20260002", first);
        wang = member("王致远", "20260003", second);
        AuditLog audit = new AuditLog(store.database, clock);
        quizzes = new Quizzes(banks, audit, random, clock);
        teams = new Teams(members, audit, random);
        rulings = new QuizRulings(new OwnJournal(projections, clock, () -> 0, random, "test"), audit, banks, random);
        marker = new QuizMarker(store.database, banks, new Alarms(random), clock);
        board = new ContestBoard(members, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    Member member(String name, String number, Branch branch) {
        return store.database.inTransaction(transaction -> members.add(transaction, name, number, branch.id(), false));
    }

    static Quiz.Plan plan(QuizEntry.Kind kind, QuizEntry.Mode mode, Quiz.Limits limits) {
        return new Quiz.Plan("党章知识", kind, mode, COURSE, FIVE, true, limits, Set.of(), 2);
    }

    /// From nine to ten.
    static Quiz.Limits hour(@Nullable Integer attempts) {
        return new Quiz.Limits(SECONDS, NINE.toInstant(), NINE.plusHours(1).toInstant(), attempts, 60);
    }

    Quiz contest(QuizEntry.Mode mode) {
        return made(plan(QuizEntry.Kind.CONTEST, mode, hour(1)));
    }

    Quiz made(Quiz.Plan plan) {
        return store.database.inTransaction(transaction -> quizzes.make(transaction, plan, "admin"));
    }

    Quiz found(Quiz quiz) {
        return store.database.reading(
                transaction -> Quizzes.find(transaction, quiz.id()).orElseThrow());
    }

    /// A member at a paper, at one kiosk.
    final class Sitting {
        final AttemptName name;
        final Quiz quiz;
        final Paper paper;
        final String round;
        private final String kiosk;
        private final OffsetDateTime began;
        private final Map<QuestionId, Answer> last = new HashMap<>();

        Sitting(String kiosk, Member member, Quiz quiz, String round, OffsetDateTime began) {
            this.kiosk = kiosk;
            this.quiz = quiz;
            this.round = round;
            this.began = began;
            this.name = new AttemptName(new TerminalId(kiosk), AttemptId.draw(random), member.id());
            this.paper = Marked.paper(BANK, quiz, member.id(), round);
        }

        Sitting begins() {
            return begins(paper.digest(), FIVE.count());
        }

        Sitting begins(Digest sealed, int count) {
            told(
                    kiosk,
                    new QuizFact.Begun(
                            name.attempt(), name.member(), CARD, COURSE, quiz.bank(), quiz.id(), round, sealed, count),
                    synced(began));
            return this;
        }

        Question question(int place) {
            return BANK.find(paper.items().get(place).question()).orElseThrow();
        }

        Sitting answers(Question question, Answer answer, long seconds) {
            last.put(question.id(), answer);
            told(
                    kiosk,
                    new QuizFact.Answered(name.attempt(), name.member(), question.id(), answer, seconds * 1000),
                    synced(began.plusSeconds(seconds)));
            return this;
        }

        /// So many of the first questions right and the rest wrong, ten seconds for each.
        Sitting answersRight(int right) {
            for (int place = 0; place < paper.items().size(); place++) {
                Question question = question(place);
                answers(question, place < right ? right(question) : wrong(question), (place + 1) * 10L);
            }
            return this;
        }

        Sitting ends(long seconds) {
            return ends(shown(), seconds);
        }

        Sitting ends(Score shown, long seconds) {
            told(
                    kiosk,
                    new QuizFact.Ended(
                            name.attempt(), name.member(), QuizFact.Ending.HANDED_IN, shown, seconds * 1000, 0),
                    synced(began.plusSeconds(seconds)));
            return this;
        }

        Score shown() {
            int points = paper.items().stream()
                    .map(item -> BANK.find(item.question()).orElseThrow())
                    .mapToInt(question -> Marking.of(
                            question,
                            Optional.ofNullable(last.get(question.id())),
                            quiz.plan().part()))
                    .sum();
            return new Score(points, FIVE.count() * Marking.FULL);
        }

        Counting.Judged judged() {
            return QuizRoom.this.judged(quiz).stream()
                    .filter(one -> one.attempt().name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    Sitting sits(String kiosk, Member member, Quiz quiz) {
        return new Sitting(kiosk, member, quiz, "1", NINE.plusMinutes(10)).begins();
    }

    static Answer right(Question question) {
        return switch (question.kind()) {
            case SINGLE, MULTIPLE -> Answer.chosen(java.util.Objects.requireNonNull(question.right()));
            case TRUE_FALSE -> Answer.said(java.util.Objects.requireNonNull(question.statement()));
            case FILL_IN -> Answer.filled(List.of("1921"));
        };
    }

    static Answer wrong(Question question) {
        return switch (question.kind()) {
            case SINGLE ->
                Answer.chosen(List.of(
                        (java.util.Objects.requireNonNull(question.right()).getFirst() + 1) % 4));
            case MULTIPLE -> Answer.chosen(List.of(1));
            case TRUE_FALSE -> Answer.said(!java.util.Objects.requireNonNull(question.statement()));
            case FILL_IN -> Answer.filled(List.of("1949"));
        };
    }

    static ClockReading synced(OffsetDateTime wall) {
        return new ClockReading(
                wall,
                ClockQuality.SYNCED,
                new BootId("boot-1"),
                wall.toInstant().toEpochMilli() % 1_000_000_000L);
    }

    /// A record of a kiosk reaches the centre, is stored and projected as ingest does it.
    StoredFact told(String kiosk, Fact fact, ClockReading reading) {
        RecordLines lines = lines(kiosk, fact, reading);
        StoredFact stored = stored(kiosk, fact, reading, lines);
        does(transaction -> {
            transaction.update(
                    "INSERT INTO record (terminal, epoch, seq, type, version, known, envelope, body, received_at)"
                            + " VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?)",
                    kiosk,
                    stored.epoch().value(),
                    stored.seq(),
                    stored.envelope().type(),
                    stored.envelope().version(),
                    lines.envelope().bytes(),
                    lines.body().bytes(),
                    UtcText.of(stored.received()));
            project(transaction, stored);
        });
        return stored;
    }

    StoredFact stored(String kiosk, Fact fact, ClockReading reading) {
        return stored(kiosk, fact, reading, lines(kiosk, fact, reading));
    }

    private RecordLines lines(String kiosk, Fact fact, ClockReading reading) {
        return RecordLines.of(numbers.merge(kiosk, 1L, Long::sum), reading, fact, random);
    }

    private static StoredFact stored(String kiosk, Fact fact, ClockReading reading, RecordLines lines) {
        return new StoredFact(
                new TerminalId(kiosk),
                new EpochId("00112233445566778899aabbccddeeff"),
                Envelope.ofLine(lines.envelope()),
                fact,
                reading.wall().toInstant());
    }

    void project(Transaction transaction, StoredFact stored) {
        projections.forEach(projection -> projection.project(transaction, List.of(stored)));
    }

    void does(Consumer<Transaction> act) {
        store.database.inTransaction(transaction -> {
            act.accept(transaction);
            return null;
        });
    }

    <T> T reads(Function<Transaction, T> look) {
        return store.database.reading(look::apply);
    }

    /// Everything that is due is marked.
    void marks() {
        clock.pass(Duration.ofSeconds(3));
        marker.turn();
        while (store.count("quiz_attempt_due") > 0) {
            clock.pass(Duration.ofSeconds(10));
            marker.turn();
        }
    }

    List<Counting.Judged> judged(Quiz quiz) {
        marks();
        return reads(transaction -> Counting.judge(found(quiz), ZONE, Attempt.of(transaction, quiz.id())));
    }

    ContestBoard.Board board(Quiz quiz) {
        marks();
        return reads(transaction -> board.of(transaction, found(quiz)));
    }
}
