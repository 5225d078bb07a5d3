package org.hongting.central.command;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.publishing.BeforePublishing;
import org.hongting.protocol.port.Database;

/// Forgets, once a day, commands whose end is long ago. Who asked for what stays in the audit log, and what became of
/// it in the records of the terminals.
public final class CommandPruning implements BeforePublishing {
    /// How long a command is shown after its result came or, where none came, after its moment. Longer than a terminal
    /// remembers ids, and long enough for one that was away over a summer to say what it did.
    public static final Duration KEPT = Duration.ofDays(90);

    private final Database database;
    private final Clock clock;
    private LocalDate done = LocalDate.MIN;

    /// @param clock in the site's zone
    public CommandPruning(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void turn() {
        LocalDate today = LocalDate.now(clock);
        if (today.equals(done)) {
            return;
        }
        String before = UtcText.of(clock.instant().minus(KEPT));
        database.inTransaction(transaction -> transaction.update(
                "DELETE FROM command WHERE expires_at < ? AND (ended_at IS NULL OR ended_at < ?)", before, before));
        done = today;
    }
}
