package org.hongting.central.quiz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.QuizRuling;
import org.hongting.protocol.record.QuizRuling.QuestionVerdict;

/// Rules about questions and attempts of a quiz, in the name of an account. Each ruling is a record of the centre's own
/// journal and a line of the audit log, in one transaction; why it was ruled stands beside it as a salted note. All
/// methods throw a [QuizRefusal] for what may not be.
public final class QuizRulings {
    /// Characters of a note.
    public static final int NOTE_CHARACTERS = 200;

    private static final int SALT_BYTES = 16;

    private final OwnJournal journal;
    private final AuditLog audit;
    private final QuestionBanks banks;
    private final RandomGenerator random;

    public QuizRulings(OwnJournal journal, AuditLog audit, QuestionBanks banks, RandomGenerator random) {
        this.journal = journal;
        this.audit = audit;
        this.banks = banks;
        this.random = random;
    }

    /// A ruling as it stands.
    ///
    /// @param verdict of a question like `struck`; of an attempt `counts` or `out`
    /// @param note absent where it was erased
    public record Ruled(String about, String verdict, Optional<String> note, String by, String at) {}

    public void rule(
            Transaction transaction,
            QuizId quiz,
            QuestionId question,
            QuestionVerdict verdict,
            String note,
            String by) {
        Quiz known = Quizzes.find(transaction, quiz).orElseThrow(() -> new QuizRefusal(QuizRefusal.Why.NO_SUCH_QUIZ));
        if (banks.find(transaction, known.bank())
                .flatMap(bank -> bank.find(question))
                .isEmpty()) {
            throw new QuizRefusal(QuizRefusal.Why.NO_SUCH_QUESTION);
        }
        journal.append(transaction, new QuizRuling.QuestionRuled(quiz, question, verdict, by, keep(transaction, note)));
        audit.record(transaction, by, "quiz.question-ruled", quiz.value(), question + " " + verdict);
    }

    public void rule(
            Transaction transaction, QuizId quiz, AttemptName attempt, boolean counts, String note, String by) {
        if (Attempt.find(transaction, attempt)
                .flatMap(Attempt::quiz)
                .filter(quiz::equals)
                .isEmpty()) {
            throw new QuizRefusal(QuizRefusal.Why.NO_SUCH_ATTEMPT);
        }
        if (terminals(transaction, attempt) > 1) {
            throw new QuizRefusal(QuizRefusal.Why.ATTEMPT_AT_SEVERAL_TERMINALS);
        }
        journal.append(
                transaction,
                new QuizRuling.AttemptRuled(attempt.attempt(), attempt.member(), counts, by, keep(transaction, note)));
        audit.record(
                transaction, by, "quiz.attempt-ruled", attempt.attempt().value(), counts ? "counts" : "does not count");
    }

    private static long terminals(Transaction transaction, AttemptName attempt) {
        return transaction
                .queryFirst(
                        "SELECT count(DISTINCT terminal) AS n FROM quiz_begun WHERE attempt = ? AND member = ?",
                        row -> row.integer("n"),
                        attempt.attempt().value(),
                        attempt.member().value())
                .orElse(0L);
    }

    /// About questions of a quiz, the latest first.
    public static List<Ruled> ofQuestions(Transaction transaction, QuizId quiz) {
        return transaction.query(
                "SELECT question AS about, verdict, text, ruled_by, ruled_at FROM quiz_question_ruling AS ruling"
                        + " LEFT JOIN ruling_note ON ruling_note.hash = ruling.note WHERE quiz = ? ORDER BY ordinal DESC",
                row -> ruled(
                        row,
                        row.text("verdict").toLowerCase(java.util.Locale.ROOT).replace('_', '-')),
                quiz.value());
    }

    /// About one attempt, the latest first.
    public static List<Ruled> ofAttempt(Transaction transaction, AttemptName attempt) {
        return transaction.query(
                "SELECT attempt AS about, counts, text, ruled_by, ruled_at FROM quiz_attempt_ruling AS ruling"
                        + " LEFT JOIN ruling_note ON ruling_note.hash = ruling.note WHERE attempt = ? AND member = ?"
                        + " ORDER BY ordinal DESC",
                row -> ruled(row, row.integer("counts") == 1 ? "counts" : "out"),
                attempt.attempt().value(),
                attempt.member().value());
    }

    private static Ruled ruled(Transaction.Row row, String verdict) {
        return new Ruled(
                row.text("about"),
                verdict,
                Optional.ofNullable(row.textOrNull("text")),
                row.text("ruled_by"),
                row.text("ruled_at"));
    }

    private Digest keep(Transaction transaction, String note) {
        String text = note.strip();
        if (text.isEmpty()) {
            throw new QuizRefusal(QuizRefusal.Why.NO_NOTE);
        }
        if (text.length() > NOTE_CHARACTERS) {
            throw new QuizRefusal(QuizRefusal.Why.NOTE_TOO_LONG);
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Digest hash = Digest.of(salt, text.getBytes(UTF_8));
        transaction.update("INSERT INTO ruling_note (hash, salt, text) VALUES (?, ?, ?)", hash.bytes(), salt, text);
        return hash;
    }
}
