package org.hongting.central.quiz;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.personal.PersonalSource;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.publishing.BeforePublishing;
import org.hongting.protocol.identity.AttemptId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.QuizRuling.QuestionVerdict;
import org.jspecify.annotations.Nullable;

/// Marks whatever is due, some attempts at a turn so that other documents need not wait, and tells those who make
/// documents of it. Ranks are told at most every two seconds.
public final class QuizMarker implements BeforePublishing {
    /// Attempts of one turn.
    private static final int AT_ONCE = 300;

    private static final Duration RANKS_EVERY = Duration.ofSeconds(2);

    /// How often it looks whether a bank or quiz that was missing is here now.
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(30);

    /// How far back it looks at first for contests that are over: longer than a centre is being restarted.
    private static final Duration TOLD_BEFORE = Duration.ofDays(1);

    /// Who ends a contest writes when, and is done a little later.
    private static final Duration WRITTEN_LATER = Duration.ofMinutes(1);

    private static final int BANKS_AT_ONCE = 20;

    private static final String DUE_AGAIN = "INSERT INTO quiz_attempt_due (terminal, attempt, member)"
            + " SELECT terminal, attempt, member FROM quiz_attempt WHERE marked = 0";
    private static final String UNLESS_DUE = " ON CONFLICT (terminal, attempt, member) DO NOTHING";

    private final Database database;
    private final QuestionBanks banks;
    private final Alarms alarms;
    private final Clock clock;
    private final Map<QuizId, Instant> ranked = new HashMap<>();
    private Instant looked = Instant.MIN;
    private String lookedUpTo = "";
    private LocalDate day = LocalDate.EPOCH;
    private Instant toldUpTo;

    /// Of the last look, which the next one sees again.
    private Set<QuizId> told = Set.of();

    /// @param clock in the site's zone
    public QuizMarker(Database database, QuestionBanks banks, Alarms alarms, Clock clock) {
        this.database = database;
        this.banks = banks;
        this.alarms = alarms;
        this.clock = clock;
        this.toldUpTo = clock.instant().minus(TOLD_BEFORE);
    }

    @Override
    public void turn() {
        newDay();
        tellOfClosed();
        lookAgain();
        if (!database.reading(QuizMarker::due).isEmpty()) {
            database.inTransaction(transaction -> {
                Set<QuizId> touched = new HashSet<>();
                due(transaction).forEach(name -> mark(transaction, name, touched));
                touched.forEach(quiz -> RanksSource.due(transaction, quiz));
                return null;
            });
        }
        tellRanks();
    }

    private static List<AttemptName> due(Transaction transaction) {
        return transaction.query(
                "SELECT terminal, attempt, member FROM quiz_attempt_due LIMIT " + AT_ONCE, QuizMarker::name);
    }

    private static AttemptName name(Transaction.Row row) {
        return new AttemptName(
                new TerminalId(row.text("terminal")),
                new AttemptId(row.text("attempt")),
                new MemberId(row.text("member")));
    }

    /// What a new day changes: which quizzes and ranks are still told of.
    private void newDay() {
        LocalDate today = LocalDate.now(clock);
        if (!today.equals(day)) {
            database.inTransaction(transaction -> {
                QuizzesSource.mark(transaction);
                RanksSource.dueOfLately(transaction, clock);
                return null;
            });
            day = today;
        }
    }

    /// What was answered in a contest is told to its people once it is over.
    private void tellOfClosed() {
        Instant now = clock.instant();
        List<QuizId> over = database.reading(transaction -> transaction.query(
                "SELECT id FROM quiz WHERE kind = 'CONTEST' AND coalesce(ended_at, closes) > ?"
                        + " AND coalesce(ended_at, closes) <= ?",
                row -> new QuizId(row.text("id")),
                UtcText.of(toldUpTo.minus(WRITTEN_LATER)),
                UtcText.of(now)));
        List<QuizId> due = over.stream().filter(quiz -> !told.contains(quiz)).toList();
        if (!due.isEmpty()) {
            database.inTransaction(transaction -> {
                due.forEach(quiz -> people(transaction, quiz).forEach(one -> PersonalSource.mark(transaction, one)));
                return null;
            });
        }
        told = Set.copyOf(over);
        toldUpTo = now;
    }

    private static List<MemberId> people(Transaction transaction, QuizId quiz) {
        return transaction.query(
                "SELECT DISTINCT member FROM quiz_attempt WHERE quiz = ?",
                row -> new MemberId(row.text("member")),
                quiz.value());
    }

    private void lookAgain() {
        Instant now = clock.instant();
        if (looked.isBefore(now.minus(LOOKS_EVERY))) {
            looked = now;
            database.inTransaction(transaction -> {
                transaction.update(DUE_AGAIN + " AND quiz IN (SELECT id FROM quiz)" + UNLESS_DUE);
                missing(transaction).stream()
                        .filter(bank -> banks.need(transaction, bank).isPresent())
                        .forEach(bank -> transaction.update(
                                DUE_AGAIN + " AND quiz IS NULL AND bank = ?" + UNLESS_DUE, bank.hex()));
                return null;
            });
        }
    }

    /// The next banks of which nothing is known, round and round: whoever makes up many does not hide the others.
    private List<Digest> missing(Transaction transaction) {
        List<Digest> next = transaction.query(
                "SELECT DISTINCT bank FROM quiz_attempt WHERE marked = 0 AND quiz IS NULL AND bank > ?"
                        + " ORDER BY bank LIMIT " + BANKS_AT_ONCE,
                row -> Digest.ofHex(row.text("bank")),
                lookedUpTo);
        lookedUpTo = next.size() < BANKS_AT_ONCE ? "" : next.getLast().hex();
        return next;
    }

    private void mark(Transaction transaction, AttemptName name, Set<QuizId> touched) {
        transaction.update(
                "DELETE FROM quiz_attempt_due WHERE terminal = ? AND attempt = ? AND member = ?", name.key());
        AttemptFacts.read(transaction, name).ifPresent(facts -> {
            Optional<Quiz> quiz = facts.begun().quiz().flatMap(id -> Quizzes.find(transaction, id));
            boolean known = facts.begun().quiz().isEmpty() || quiz.isPresent();
            Optional<QuestionBank> bank = known
                    ? banks.need(
                            transaction,
                            quiz.map(Quiz::bank).orElse(facts.begun().bank()))
                    : Optional.empty();
            Optional<Marked> marked = bank.map(questions -> Marked.of(
                    facts,
                    questions,
                    quiz,
                    quiz.map(of -> rulings(transaction, of.id())).orElse(Map.of())));
            write(transaction, facts, marked);
            marked.filter(_ -> quiz.isPresent()).ifPresent(done -> alarm(transaction, facts, done));
            facts.begun().quiz().ifPresent(touched::add);
            if (facts.end().isPresent()) {
                PersonalSource.mark(transaction, name.member());
            }
        });
    }

    /// The latest about each question.
    static Map<QuestionId, QuestionVerdict> rulings(Transaction transaction, QuizId quiz) {
        Map<QuestionId, QuestionVerdict> rulings = new HashMap<>();
        transaction
                .query(
                        "SELECT question, verdict FROM quiz_question_ruling WHERE quiz = ? ORDER BY ordinal",
                        row -> Map.entry(
                                new QuestionId(row.text("question")), QuestionVerdict.valueOf(row.text("verdict"))),
                        quiz.value())
                .forEach(one -> rulings.put(one.getKey(), one.getValue()));
        return rulings;
    }

    private static void write(Transaction transaction, AttemptFacts facts, Optional<Marked> marked) {
        AttemptName name = facts.name();
        AttemptFacts.Begun begun = facts.begun();
        String where = " WHERE terminal = ? AND attempt = ? AND member = ?";
        transaction.update("DELETE FROM quiz_attempt" + where, name.key());
        transaction.update("DELETE FROM quiz_mark" + where, name.key());
        transaction.update(
                "INSERT INTO quiz_attempt (terminal, attempt, member, epoch, seq, quiz, round, course, bank, marked,"
                        + " paper_fits, points, out_of, keyed, ending, used, ignored)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                name.terminal().value(),
                name.attempt().value(),
                name.member().value(),
                begun.epoch(),
                begun.seq(),
                begun.quiz().map(QuizId::value).orElse(null),
                begun.round(),
                begun.course().value(),
                begun.bank().hex(),
                marked.isPresent() ? 1 : 0,
                marked.filter(done -> !done.paperFits()).isPresent() ? 0 : 1,
                marked.map(done -> done.score().points()).orElse(0),
                marked.map(done -> done.score().of()).orElse(0),
                marked.map(done -> done.keyed().points()).orElse(0),
                facts.end().map(end -> end.ending().name()).orElse(null),
                marked.map(Marked::used).orElse(0L),
                marked.map(Marked::ignored).orElse(0));
        marked.ifPresent(done -> writeMarks(transaction, name, done));
    }

    private static void writeMarks(Transaction transaction, AttemptName name, Marked marked) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        int place = 0;
        for (Marked.QuestionMark mark : marked.questions()) {
            AttemptFacts.Answered given = mark.given().orElse(null);
            rows.add(new @Nullable Object[] {
                name.terminal().value(),
                name.attempt().value(),
                name.member().value(),
                mark.question().value(),
                place++,
                mark.points().orElse(null),
                mark.keyed(),
                given == null ? null : Json.writeText(given.answer()),
                given == null ? null : given.used(),
                given == null ? null : mark.took()
            });
        }
        transaction.updateEach(
                "INSERT INTO quiz_mark (terminal, attempt, member, question, place, points, keyed, answer, used, took)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
    }

    /// The terminal knows no ruling: what it showed must be what the key alone comes to.
    private void alarm(Transaction transaction, AttemptFacts facts, Marked marked) {
        String attempt = "attempt " + facts.name().attempt();
        if (!marked.paperFits()) {
            alarms.raise(transaction, Alarms.Kind.QUIZ_PAPER, facts.name().terminal(), attempt, clock.instant());
        } else if (facts.end()
                .filter(end -> !end.shown().equals(marked.keyed()))
                .isPresent()) {
            alarms.raise(transaction, Alarms.Kind.QUIZ_SCORE, facts.name().terminal(), attempt, clock.instant());
        }
    }

    private void tellRanks() {
        Instant now = clock.instant();
        List<QuizId> due = database.reading(RanksSource::due).stream()
                .filter(quiz -> !ranked.getOrDefault(quiz, Instant.MIN).isAfter(now.minus(RANKS_EVERY)))
                .toList();
        if (!due.isEmpty()) {
            database.inTransaction(transaction -> {
                due.forEach(quiz -> RanksSource.mark(transaction, quiz));
                return null;
            });
            due.forEach(quiz -> ranked.put(quiz, now));
        }
    }
}
