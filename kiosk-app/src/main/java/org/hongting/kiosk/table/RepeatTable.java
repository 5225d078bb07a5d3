package org.hongting.kiosk.table;

import java.time.Duration;
import java.util.List;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.time.ClockReading;

/// Remembers what was journaled lately, so that a card left on the reader does not fill the journal: the same answer
/// to the same credential is written at most once a minute (the person is answered every time). It counts on the
/// monotonic clock and forgets at a reboot.
public final class RepeatTable {
    static final List<String> TABLES = List.of("""
            CREATE TABLE desk_repeat (
                credential TEXT PRIMARY KEY, answer TEXT NOT NULL, boot TEXT NOT NULL, mono INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID
            """);

    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    /// @param credential what was shown, as a hash or a member's id
    /// @return true if this answer to it is due to be written, which is remembered
    public boolean isDue(Transaction transaction, String credential, String answer, ClockReading now) {
        boolean fresh = transaction
                .queryFirst(
                        "SELECT answer, boot, mono FROM desk_repeat WHERE credential = ?",
                        row -> row.text("answer").equals(answer)
                                && row.text("boot").equals(now.boot().value())
                                && now.monotonicNanos() - row.integer("mono") < MINUTE_NANOS,
                        credential)
                .orElse(false);
        if (fresh) {
            return false;
        }
        transaction.update(
                "DELETE FROM desk_repeat WHERE boot <> ? OR mono < ?",
                now.boot().value(),
                now.monotonicNanos() - MINUTE_NANOS);
        transaction.update("""
                INSERT INTO desk_repeat (credential, answer, boot, mono) VALUES (?, ?, ?, ?)
                ON CONFLICT (credential) DO UPDATE
                SET answer = excluded.answer, boot = excluded.boot, mono = excluded.mono
                """, credential, answer, now.boot().value(), now.monotonicNanos());
        return true;
    }
}
