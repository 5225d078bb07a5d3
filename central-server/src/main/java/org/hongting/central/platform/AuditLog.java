package org.hongting.central.platform;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.springframework.stereotype.Component;

/// What people did: who, when, what, to whom. Members stand in it by their ids.
@Component
public class AuditLog {
    private static final int DETAIL_CHARACTERS = 500;

    private final Database database;
    private final Clock clock;

    public AuditLog(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// One act.
    ///
    /// @param actor who: an account, `command line`, or a terminal
    /// @param action like `terminal.claimed`
    /// @param subject what it was done to
    /// @param detail for people; no secret and no personal data
    public record Act(Instant at, String actor, String action, String subject, String detail) {}

    /// Writes an act within the transaction that does it.
    public static void write(Transaction transaction, Act act) {
        transaction.update(
                "INSERT INTO audit (at, actor, action, subject, detail) VALUES (?, ?, ?, ?, ?)",
                UtcText.of(act.at()),
                act.actor(),
                act.action(),
                act.subject(),
                act.detail().length() > DETAIL_CHARACTERS
                        ? act.detail().substring(0, DETAIL_CHARACTERS)
                        : act.detail());
    }

    /// Writes what is done now, within the transaction that does it.
    public void record(Transaction transaction, String actor, String action, String subject, String detail) {
        write(transaction, new Act(clock.instant(), actor, action, subject, detail));
    }

    /// Writes what has no transaction of its own.
    public void record(String actor, String action, String subject, String detail) {
        database.inTransaction(transaction -> {
            record(transaction, actor, action, subject, detail);
            return null;
        });
    }

    /// Newest first.
    public List<Act> latest(int offset, int limit) {
        return database.reading(transaction -> transaction.query(
                "SELECT at, actor, action, subject, detail FROM audit ORDER BY id DESC LIMIT ? OFFSET ?",
                row -> new Act(
                        UtcText.parse(row.text("at")),
                        row.text("actor"),
                        row.text("action"),
                        row.text("subject"),
                        row.text("detail")),
                limit,
                offset));
    }
}
