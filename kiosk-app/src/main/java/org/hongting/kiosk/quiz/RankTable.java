package org.hongting.kiosk.quiz;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.RankEntry;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.time.ClockReading;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.replica.Projection;

/// How contests stand, and when that was heard. Within one boot its age is told by the monotonic clock.
final class RankTable implements Projection {
    static final List<String> TABLES = List.of("""
            CREATE TABLE quiz_rank (
                quiz TEXT NOT NULL, id TEXT NOT NULL, line BLOB NOT NULL, PRIMARY KEY (quiz, id)
            ) STRICT, WITHOUT ROWID
            """, """
            CREATE TABLE quiz_rank_heard (
                quiz TEXT NOT NULL PRIMARY KEY, boot TEXT NOT NULL, at_ms INTEGER NOT NULL, wall TEXT NOT NULL
            ) STRICT, WITHOUT ROWID
            """);

    private static final String KIND = "ranks";

    private final TerminalClock clock;

    RankTable(TerminalClock clock) {
        this.clock = clock;
    }

    @Override
    public boolean wants(DocumentName document) {
        return document.kind().equals(KIND);
    }

    @Override
    public void apply(Transaction transaction, DocumentName document, DocumentChange change) {
        String quiz = document.scope();
        if (change.snapshot()) {
            transaction.update("DELETE FROM quiz_rank WHERE quiz = ?", quiz);
        }
        for (RankEntry entry : change.putAs(RankEntry.class, malformed -> {})) {
            transaction.update(
                    "INSERT INTO quiz_rank (quiz, id, line) VALUES (?, ?, ?)"
                            + " ON CONFLICT (quiz, id) DO UPDATE SET line = excluded.line",
                    quiz,
                    entry.id(),
                    DocumentEntry.of(entry).line().bytes());
        }
        change.removed().forEach(id -> transaction.update("DELETE FROM quiz_rank WHERE quiz = ? AND id = ?", quiz, id));
        ClockReading now = clock.read();
        transaction.update(
                "INSERT INTO quiz_rank_heard (quiz, boot, at_ms, wall) VALUES (?, ?, ?, ?) ON CONFLICT (quiz) DO UPDATE"
                        + " SET boot = excluded.boot, at_ms = excluded.at_ms, wall = excluded.wall",
                quiz,
                now.boot().value(),
                Watch.millis(now),
                now.wall().toString());
    }

    /// The places, the first ones first.
    List<RankEntry> of(Transaction transaction, QuizId quiz) {
        return transaction
                .query(
                        "SELECT line FROM quiz_rank WHERE quiz = ? ORDER BY id",
                        row -> Json.read(row.bytes("line"), RankEntry.class),
                        quiz.value())
                .stream()
                .sorted(Comparator.comparingInt(RankEntry::place))
                .toList();
    }

    Optional<Duration> age(Transaction transaction, QuizId quiz) {
        ClockReading now = clock.read();
        return transaction.queryFirst(
                "SELECT boot, at_ms, wall FROM quiz_rank_heard WHERE quiz = ?",
                row -> {
                    Duration age = row.text("boot").equals(now.boot().value())
                            ? Duration.ofMillis(Watch.millis(now) - row.integer("at_ms"))
                            : Duration.between(OffsetDateTime.parse(row.text("wall")), now.wall());
                    return age.isNegative() ? Duration.ZERO : age;
                },
                quiz.value());
    }
}
