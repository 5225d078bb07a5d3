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
        transaction.update(
                "INSERT INTO refused_message (reason, terminal, count, last_at) VALUES (?, ?, 1, ?)"
                        + " ON CONFLICT (reason, terminal) DO UPDATE SET count = count + 1, last_at = excluded.last_at",
                reason.name(),
                terminal.value(),
                UtcText.of(now));
    }
}
