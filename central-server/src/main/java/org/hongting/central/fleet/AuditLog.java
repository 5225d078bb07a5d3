package org.hongting.central.fleet;

import java.time.Instant;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.port.Transaction;

/// What admins and terminals did to the fleet, written in the transaction that did it. Nothing edits it.
public final class AuditLog {
    private AuditLog() {}

    /// @param actor who: an account, `command line`, or a terminal
    /// @param action like `terminal.claimed`
    /// @param subject what it was done to
    /// @param detail for people; no secret and no personal data
    public static void record(
            Transaction transaction, Instant at, String actor, String action, String subject, String detail) {
        transaction.update(
                "INSERT INTO audit (at, actor, action, subject, detail) VALUES (?, ?, ?, ?, ?)",
                UtcText.of(at),
                actor,
                action,
                subject,
                detail);
    }
}
