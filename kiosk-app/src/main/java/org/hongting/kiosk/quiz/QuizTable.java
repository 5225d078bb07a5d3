package org.hongting.kiosk.quiz;

import java.util.List;
import java.util.Optional;
import org.hongting.kiosk.table.RosterTable.KnownMember;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.replica.Projection;

/// The tests and contests there are, as the centre said.
final class QuizTable implements Projection {
    static final List<String> TABLES = List.of("""
            CREATE TABLE quiz_entry (id TEXT NOT NULL PRIMARY KEY, line BLOB NOT NULL) STRICT, WITHOUT ROWID
            """);

    @Override
    public boolean wants(DocumentName document) {
        return document.equals(DocumentName.QUIZZES);
    }

    @Override
    public void apply(Transaction transaction, DocumentName document, DocumentChange change) {
        if (change.snapshot()) {
            transaction.update("DELETE FROM quiz_entry");
        }
        for (QuizEntry entry : change.putAs(QuizEntry.class, malformed -> {})) {
            transaction.update(
                    "INSERT INTO quiz_entry (id, line) VALUES (?, ?)"
                            + " ON CONFLICT (id) DO UPDATE SET line = excluded.line",
                    entry.id().value(),
                    DocumentEntry.of(entry).line().bytes());
        }
        change.removed().forEach(id -> transaction.update("DELETE FROM quiz_entry WHERE id = ?", id));
    }

    List<QuizEntry> all(Transaction transaction) {
        return transaction.query(
                "SELECT line FROM quiz_entry ORDER BY id", row -> Json.read(row.bytes("line"), QuizEntry.class));
    }

    /// Those in which a member may take part, whether they run or not.
    List<QuizEntry> of(Transaction transaction, KnownMember member) {
        return all(transaction).stream().filter(quiz -> isFor(quiz, member)).toList();
    }

    Optional<QuizEntry> find(Transaction transaction, QuizId quiz) {
        return transaction.queryFirst(
                "SELECT line FROM quiz_entry WHERE id = ?",
                row -> Json.read(row.bytes("line"), QuizEntry.class),
                quiz.value());
    }

    static boolean isFor(QuizEntry quiz, KnownMember member) {
        return quiz.branches() == null || quiz.branches().contains(member.branch());
    }
}
