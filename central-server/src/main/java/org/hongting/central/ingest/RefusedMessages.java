package org.hongting.central.ingest;

import java.time.Instant;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.wire.RefusedMessage.Reason;

/// Counts messages that were not believed, by reason and terminal.
final class RefusedMessages {
    private RefusedMessages() {}

    static void count(Transaction transaction, Reason reason, TerminalId terminal, Instant now) {
        count(transaction, reason, terminal, 1, now);
    }

    static void count(Transaction transaction, Reason reason, TerminalId terminal, int times, Instant now) {
        transaction.update(
                "INSERT INTO refused_message (reason, terminal, count, last_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (reason, terminal) DO UPDATE"
                        + " SET count = refused_message.count + excluded.count, last_at = excluded.last_at",
                reason.name(),
                terminal.value(),
                times,
                UtcText.of(now));
    }
}
