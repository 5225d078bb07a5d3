package org.hongting.central.quiz;

import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.study.StudyPlans;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.quiz.PaperRule;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.protocol.record.Digest;
import org.jspecify.annotations.Nullable;

/// Which quizzes there are. All methods run within the caller's transaction and throw a [QuizRefusal] for what may not
/// be.
public final class Quizzes {
    private static final int ID_BYTES = 6;
    private static final int SEED_BYTES = 32;

    private final QuestionBanks banks;
    private final AuditLog audit;
    private final RandomGenerator random;
    private final Clock clock;

    /// @param random nobody may guess what it draws: every paper follows from a seed
    public Quizzes(QuestionBanks banks, AuditLog audit, RandomGenerator random, Clock clock) {
        this.banks = banks;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    /// Makes one of the question bank that the course has now, and keeps that bank.
    public Quiz make(Transaction transaction, Quiz.Plan plan, String by) {
        Digest bank = bank(transaction, plan);
        requireOpen(plan.limits().closes());
        QuizId id = new QuizId("q-" + HexFormat.of().formatHex(drawn(ID_BYTES)));
        Digest seed = Digest.wrap(drawn(SEED_BYTES));
        transaction.update(
                "INSERT INTO quiz (id, title, kind, mode, course, bank, paper, seed, part, best, made_by, made_at)"
                        + " VALUES (?, '', '', '', '', '', '', ?, 0, 1, ?, ?)",
                id.value(),
                seed.hex(),
                by,
                UtcText.of(clock.instant()));
        write(transaction, id, plan, bank);
        audit.record(transaction, by, "quiz.made", id.value(), plan.title());
        return find(transaction, id).orElseThrow();
    }

    /// Changes whatever of it may change: all, until somebody has a paper, and with it the bank becomes the one that
    /// the
    /// course has now; then title and end.
    public void change(Transaction transaction, QuizId id, Quiz.Plan plan, String by) {
        Quiz quiz = running(transaction, id);
        if (!plan.equals(quiz.plan())) {
            if (!Objects.equals(plan.limits().closes(), quiz.plan().limits().closes())) {
                requireOpen(plan.limits().closes());
            }
            if (hasBegun(transaction, id)) {
                requireOnlyTitleAndEnd(quiz.plan(), plan);
                write(transaction, id, plan, quiz.bank());
            } else {
                requireWhatPlansAsk(transaction, quiz, plan);
                write(transaction, id, plan, bank(transaction, plan));
            }
            audit.record(transaction, by, "quiz.changed", id.value(), plan.title());
        }
    }

    /// Nobody gets a paper from now on. Whoever has one finishes it.
    public void end(Transaction transaction, QuizId id, String by) {
        running(transaction, id);
        transaction.update("UPDATE quiz SET ended_at = ? WHERE id = ?", UtcText.of(clock.instant()), id.value());
        QuizzesSource.mark(transaction);
        RanksSource.due(transaction, id);
        audit.record(transaction, by, "quiz.ended", id.value(), "");
    }

    /// Whether anybody has, or had, a paper of it.
    public static boolean hasBegun(Transaction transaction, QuizId id) {
        return transaction
                .queryFirst("SELECT 1 AS one FROM quiz_begun WHERE quiz = ? LIMIT 1", row -> true, id.value())
                .isPresent();
    }

    /// How many people have, or had, a paper of it.
    public static long people(Transaction transaction, QuizId id) {
        return transaction
                .queryFirst(
                        "SELECT count(DISTINCT member) AS n FROM quiz_begun WHERE quiz = ?",
                        row -> row.integer("n"),
                        id.value())
                .orElse(0L);
    }

    private static void requireOnlyTitleAndEnd(Quiz.Plan was, Quiz.Plan plan) {
        Quiz.Plan rest = new Quiz.Plan(
                was.title(),
                plan.kind(),
                plan.mode(),
                plan.course(),
                plan.paper(),
                plan.part(),
                plan.limits().closing(was.limits().closes()),
                plan.branches(),
                plan.best());
        if (!rest.equals(was)) {
            throw new QuizRefusal(QuizRefusal.Why.HAS_BEGUN);
        }
    }

    /// Without its test a plan would be met by reading alone.
    private static void requireWhatPlansAsk(Transaction transaction, Quiz quiz, Quiz.Plan plan) {
        boolean isStillIt = plan.kind() == QuizEntry.Kind.TEST
                && plan.limits().pass() != null
                && plan.course().equals(quiz.plan().course());
        if (!isStillIt && StudyPlans.tests(transaction).contains(quiz.id())) {
            throw new QuizRefusal(QuizRefusal.Why.ASKED_BY_PLAN);
        }
    }

    private Quiz running(Transaction transaction, QuizId id) {
        Quiz quiz = find(transaction, id).orElseThrow(() -> new QuizRefusal(QuizRefusal.Why.NO_SUCH_QUIZ));
        if (quiz.ended().isPresent()) {
            throw new QuizRefusal(QuizRefusal.Why.HAS_ENDED);
        }
        return quiz;
    }

    private void requireOpen(@Nullable Instant closes) {
        if (closes != null && !closes.isAfter(clock.instant())) {
            throw new QuizRefusal(QuizRefusal.Why.WINDOW);
        }
    }

    private Digest bank(Transaction transaction, Quiz.Plan plan) {
        Digest digest = banks.bankOf(plan.course()).orElseThrow(() -> new QuizRefusal(QuizRefusal.Why.NO_BANK));
        QuestionBank bank = banks.need(transaction, digest).orElseThrow(() -> new QuizRefusal(QuizRefusal.Why.NO_BANK));
        if (!plan.paper().fits(bank)) {
            throw new QuizRefusal(QuizRefusal.Why.PAPER);
        }
        BranchTree tree = BranchTree.load(transaction);
        if (plan.branches().stream().anyMatch(branch -> tree.find(branch).isEmpty())
                || audience(tree, plan).size() > QuizEntry.BRANCHES) {
            throw new QuizRefusal(QuizRefusal.Why.TOO_MANY_UNITS);
        }
        return digest;
    }

    private static void write(Transaction transaction, QuizId id, Quiz.Plan plan, Digest bank) {
        Quiz.Limits limits = plan.limits();
        transaction.update(
                "UPDATE quiz SET title = ?, kind = ?, mode = ?, course = ?, bank = ?, paper = ?, part = ?, seconds = ?,"
                        + " opens = ?, closes = ?, attempts = ?, pass = ?, best = ? WHERE id = ?",
                plan.title(),
                plan.kind().name(),
                plan.mode().name(),
                plan.course().value(),
                bank.hex(),
                Json.writeText(plan.paper()),
                plan.part() ? 1 : 0,
                limits.seconds(),
                limits.opens() == null ? null : UtcText.of(limits.opens()),
                limits.closes() == null ? null : UtcText.of(limits.closes()),
                limits.attempts(),
                limits.pass(),
                plan.best(),
                id.value());
        transaction.update("DELETE FROM quiz_branch WHERE quiz = ?", id.value());
        plan.branches()
                .forEach(branch -> transaction.update(
                        "INSERT INTO quiz_branch (quiz, branch) VALUES (?, ?)", id.value(), branch.value()));
        QuizzesSource.mark(transaction);
        RanksSource.due(transaction, id);
    }

    private byte[] drawn(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return drawn;
    }

    /// The latest made first.
    public static List<Quiz> all(Transaction transaction) {
        return transaction.query("SELECT * FROM quiz ORDER BY made_at DESC, id", row -> read(transaction, row));
    }

    public static Optional<Quiz> find(Transaction transaction, QuizId id) {
        return transaction.queryFirst("SELECT * FROM quiz WHERE id = ?", row -> read(transaction, row), id.value());
    }

    /// The units that are asked, those below them written out; none: everybody.
    public static Set<BranchId> audience(BranchTree tree, Quiz.Plan plan) {
        Set<BranchId> all = new TreeSet<>();
        plan.branches().forEach(branch -> all.addAll(tree.within(branch)));
        return all.size() == tree.places().size() ? Set.of() : all;
    }

    private static Quiz read(Transaction transaction, Transaction.Row row) {
        QuizId id = new QuizId(row.text("id"));
        return new Quiz(
                id,
                new Quiz.Plan(
                        row.text("title"),
                        QuizEntry.Kind.valueOf(row.text("kind")),
                        QuizEntry.Mode.valueOf(row.text("mode")),
                        new CourseId(row.text("course")),
                        Json.read(row.text("paper").getBytes(java.nio.charset.StandardCharsets.UTF_8), PaperRule.class),
                        row.integer("part") == 1,
                        new Quiz.Limits(
                                number(row, "seconds"),
                                moment(row, "opens"),
                                moment(row, "closes"),
                                number(row, "attempts"),
                                number(row, "pass")),
                        Set.copyOf(transaction.query(
                                "SELECT branch FROM quiz_branch WHERE quiz = ?",
                                unit -> new BranchId(unit.text("branch")),
                                id.value())),
                        (int) row.integer("best")),
                Digest.ofHex(row.text("bank")),
                Digest.ofHex(row.text("seed")),
                row.text("made_by"),
                UtcText.parse(row.text("made_at")),
                Optional.ofNullable(moment(row, "ended_at")));
    }

    private static @Nullable Integer number(Transaction.Row row, String column) {
        return row.isNull(column) ? null : (int) row.integer(column);
    }

    private static @Nullable Instant moment(Transaction.Row row, String column) {
        String text = row.textOrNull(column);
        return text == null ? null : UtcText.parse(text);
    }
}
