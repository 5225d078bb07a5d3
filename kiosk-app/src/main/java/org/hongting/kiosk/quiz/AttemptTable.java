package org.hongting.kiosk.quiz;

import java.util.List;
import java.util.Optional;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// The attempts that this terminal knows: those that may be gone on with, and those at a test or contest that are over,
/// because they count and are looked at again. Practice that is over leaves nothing here.
final class AttemptTable {
    static final List<String> TABLES = List.of("""
            CREATE TABLE quiz_attempt (
                id INTEGER PRIMARY KEY, attempt TEXT NOT NULL UNIQUE, member TEXT NOT NULL, quiz TEXT,
                open INTEGER NOT NULL, line BLOB NOT NULL
            ) STRICT
            """, "CREATE INDEX quiz_attempt_member ON quiz_attempt (member, quiz)");

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
                "INSERT INTO quiz_attempt (attempt, member, quiz, open, line) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (attempt) DO UPDATE SET open = excluded.open, line = excluded.line",
                attempt.begun().attempt().value(),
                attempt.begun().member().value(),
                quiz == null ? null : quiz.value(),
                attempt.ending() == null ? 1 : 0,
                Json.write(attempt));
    }

    /// Those that may be gone on with, of everybody.
    List<Attempt> open(Transaction transaction) {
        return transaction.query(
                "SELECT line FROM quiz_attempt WHERE open = 1 ORDER BY id",
                row -> Json.read(row.bytes("line"), Attempt.class));
    }

    /// Of one member at one quiz, the first ones first.
    List<Attempt> of(Transaction transaction, MemberId member, QuizId quiz) {
        return transaction.query(
                "SELECT line FROM quiz_attempt WHERE member = ? AND quiz = ? ORDER BY id",
                row -> Json.read(row.bytes("line"), Attempt.class),
                member.value(),
                quiz.value());
    }

    Optional<Attempt> open(Transaction transaction, MemberId member, QuizId quiz) {
        return of(transaction, member, quiz).stream()
                .filter(attempt -> attempt.ending() == null)
                .findFirst();
    }

    /// Attempts at quizzes that are no more are of no use to anybody.
    void forget(Transaction transaction) {
        transaction.update(
                "DELETE FROM quiz_attempt WHERE open = 0 AND (quiz NOT IN (SELECT id FROM quiz_entry)"
                        + " OR id <= (SELECT max(id) FROM quiz_attempt) - ?)",
                (@Nullable Object) MOST);
    }
}
