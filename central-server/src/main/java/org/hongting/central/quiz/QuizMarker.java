package org.hongting.central.quiz;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.personal.PersonalSource;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.publishing.Backlog;
import org.hongting.central.publishing.BeforePublishing;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;

/// Marks whatever is due, what waited longest first and a part of a turn at a time, and tells those who make
/// documents of it. Ranks are told at most every two seconds. What cannot be marked, since its bank cannot be read,
/// keeps nobody else waiting.
public final class QuizMarker implements BeforePublishing {
    private static final System.Logger LOG = System.getLogger(QuizMarker.class.getName());

    /// Attempts that are marked one after the other before anybody looks at the time.
    private static final int AT_ONCE = 4;

    private static final Duration RANKS_EVERY = Duration.ofSeconds(2);

    /// How often it looks whether a bank or quiz that was missing is here now.
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(30);

    /// How far back it looks at first for contests that are over: longer than a centre is being restarted.
    private static final Duration TOLD_BEFORE = Duration.ofDays(1);

    /// Who ends a contest writes when, and is done a little later.
    private static final Duration WRITTEN_LATER = Duration.ofMinutes(1);

    private static final int BANKS_AT_ONCE = 20;

    private static final String DUE_AGAIN = "INSERT INTO quiz_attempt_due (terminal, attempt, member, due_at)"
            + " SELECT terminal, attempt, member, ? FROM quiz_attempt WHERE marked = 0";

    /// Those have a moment of their own.
    private static final String DUE_ALREADY = " ON CONFLICT (terminal, attempt, member) DO NOTHING";

    private final Database database;
    private final QuestionBanks banks;
    private final Alarms alarms;
    private final Clock clock;
    private final Map<QuizId, Instant> ranked = new HashMap<>();
    private final Set<String> unreadable = new HashSet<>();
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
        try {
            newDay();
            tellOfClosed();
            lookAgain();
            if (!database.reading(transaction -> due(transaction, 1)).isEmpty()) {
                Backlog.work(database, this::markSome);
            }
        } finally {
            tellRanks();
        }
    }

    /// @return whether there may be more
    private boolean markSome(Transaction transaction) {
        List<AttemptName> due = due(transaction, AT_ONCE);
        AttemptMarks marks = new AttemptMarks(transaction, banks);
        due.forEach(name -> mark(transaction, name, marks));
        marks.quizzes().forEach(quiz -> RanksSource.due(transaction, quiz));
        return due.size() == AT_ONCE;
    }

    /// A moment that no clock here can have meant is due too: the clock was set back since.
    private List<AttemptName> due(Transaction transaction, int limit) {
        Instant now = clock.instant();
        return transaction.query(
                "SELECT terminal, attempt, member FROM quiz_attempt_due WHERE due_at <= ? OR due_at > ?"
                        + " ORDER BY due_at, terminal, attempt, member LIMIT ?",
                AttemptName::read,
                UtcText.of(now),
                UtcText.of(now.plus(QuizProjection.QUIET)),
                limit);
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
                due.forEach(quiz -> transaction
                        .query(
                                "SELECT DISTINCT substr(member, 1, 1) AS digit FROM quiz_attempt WHERE quiz = ?",
                                row -> row.text("digit"),
                                quiz.value())
                        .forEach(digit -> PersonalSource.markDigit(transaction, digit)));
                return null;
            });
        }
        told = Set.copyOf(over);
        toldUpTo = now;
    }

    private void lookAgain() {
        Instant now = clock.instant();
        if (looked.isBefore(now.minus(LOOKS_EVERY))) {
            looked = now;
            database.inTransaction(transaction -> {
                transaction.update(DUE_AGAIN + " AND quiz IN (SELECT id FROM quiz)" + DUE_ALREADY, UtcText.of(now));
                missing(transaction).stream()
                        .filter(bank -> isHere(transaction, bank))
                        .forEach(bank -> transaction.update(
                                DUE_AGAIN + " AND quiz IS NULL AND bank = ?" + DUE_ALREADY,
                                UtcText.of(now),
                                bank.hex()));
                return null;
            });
        }
    }

    private boolean isHere(Transaction transaction, Digest bank) {
        try {
            return banks.need(transaction, bank).isPresent();
        } catch (UnreadableBank e) {
            tell(e);
            return false;
        }
    }

    /// Once of each.
    private void tell(UnreadableBank bank) {
        if (unreadable.add(String.valueOf(bank.getMessage()))) {
            LOG.log(System.Logger.Level.WARNING, "what was answered from it is not marked, and tried again", bank);
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

    private void mark(Transaction transaction, AttemptName name, AttemptMarks marks) {
        transaction.update(
                "DELETE FROM quiz_attempt_due WHERE terminal = ? AND attempt = ? AND member = ?", name.key());
        renewed(transaction, name, marks).ifPresent(done -> {
            done.marked()
                    .filter(_ -> done.quiz().isPresent())
                    .ifPresent(marked -> alarm(transaction, done.facts(), marked));
            boolean isToldOf = done.facts().end().isPresent()
                    || Attempt.find(transaction, name).flatMap(Attempt::ruled).isPresent();
            if (isToldOf) {
                PersonalSource.mark(transaction, name.member());
            }
        });
    }

    /// Whose bank cannot be read waits at the end of the line, as long as a moment may lie ahead.
    private Optional<AttemptMarks.Done> renewed(Transaction transaction, AttemptName name, AttemptMarks marks) {
        try {
            return marks.renew(name);
        } catch (UnreadableBank e) {
            tell(e);
            transaction.update(
                    "INSERT INTO quiz_attempt_due (terminal, attempt, member, due_at) VALUES (?, ?, ?, ?)",
                    name.terminal().value(),
                    name.attempt().value(),
                    name.member().value(),
                    UtcText.of(clock.instant().plus(QuizProjection.QUIET)));
            return Optional.empty();
        }
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
