package org.hongting.kiosk.quiz;

import java.util.List;
import java.util.Optional;
import org.hongting.protocol.identity.AttemptId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// The attempts that this terminal knows: those that may be gone on with, and those at a test or contest that are over,
/// because they count and are looked at again. Practice that is over leaves nothing here.
final class AttemptTable {
    static final List<String> TABLES =
            List.of("""
            CREATE TABLE quiz_attempt (
                id INTEGER PRIMARY KEY, attempt TEXT NOT NULL UNIQUE, member TEXT NOT NULL, quiz TEXT,
                round TEXT NOT NULL, open INTEGER NOT NULL, line BLOB NOT NULL
            ) STRICT
            """, "CREATE INDEX quiz_attempt_member ON quiz_attempt (member, quiz, open)");

    /// Attempts that are over; the oldest go.
    static final int MOST = 20_000;

    void keep(Transaction transaction, Attempt attempt) {
        if (attempt.isPractice() && attempt.ending() != null) {
            transaction.update(
                    "DELETE FROM quiz_attempt WHERE attempt = ?",
                    attempt.begun().attempt().value());
            return;
        }
        QuizId quiz = attempt.begun().quiz();
        transaction.update(
                "INSERT INTO quiz_attempt (attempt, member, quiz, round, open, line) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (attempt) DO UPDATE SET open = excluded.open, line = excluded.line",
                attempt.begun().attempt().value(),
                attempt.begun().member().value(),
                quiz == null ? null : quiz.value(),
                attempt.begun().round(),
                attempt.ending() == null ? 1 : 0,
                Json.write(attempt));
    }

    /// Those that may be gone on with, of everybody.
    List<Attempt> open(Transaction transaction) {
        return transaction.query(
                "SELECT line FROM quiz_attempt WHERE open = 1 ORDER BY id",
                row -> Json.read(row.bytes("line"), Attempt.class));
    }

    /// Those of them that are one member's.
    List<Attempt> open(Transaction transaction, MemberId member) {
        return transaction.query(
                "SELECT line FROM quiz_attempt WHERE member = ? AND open = 1 ORDER BY id",
                row -> Json.read(row.bytes("line"), Attempt.class),
                member.value());
    }

    /// One member's at one quiz, whether they are over or not.
    ///
    /// @param round where only those of one round are meant
    List<AttemptId> latestFirst(Transaction transaction, MemberId member, QuizId quiz, Optional<String> round) {
        return transaction.query(
                "SELECT attempt FROM quiz_attempt WHERE member = ?1 AND quiz = ?2 AND (?3 IS NULL OR round = ?3)"
                        + " ORDER BY id DESC",
                row -> new AttemptId(row.text("attempt")),
                member.value(),
                quiz.value(),
                round.orElse(null));
    }

    /// The one that may be gone on with.
    Optional<Attempt> open(Transaction transaction, MemberId member, QuizId quiz) {
        return latest(transaction, member, quiz, true);
    }

    /// The last one that is over.
    Optional<Attempt> last(Transaction transaction, MemberId member, QuizId quiz) {
        return latest(transaction, member, quiz, false);
    }

    private static Optional<Attempt> latest(Transaction transaction, MemberId member, QuizId quiz, boolean open) {
        return transaction.queryFirst(
                "SELECT line FROM quiz_attempt WHERE member = ? AND quiz = ? AND open = ? ORDER BY id DESC LIMIT 1",
                row -> Json.read(row.bytes("line"), Attempt.class),
                member.value(),
                quiz.value(),
                open ? 1 : 0);
    }

    /// Attempts at quizzes that are no more are of no use to anybody.
    void forget(Transaction transaction) {
        transaction.update(
                "DELETE FROM quiz_attempt WHERE open = 0 AND (quiz NOT IN (SELECT id FROM quiz_entry)"
                        + " OR id <= (SELECT max(id) FROM quiz_attempt) - ?)",
                (@Nullable Object) MOST);
    }
}
