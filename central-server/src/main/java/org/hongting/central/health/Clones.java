package org.hongting.central.health;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.wire.Health;

/// Finds two machines under one terminal's name: somebody copied a card, and both are switched on. Each run of a
/// terminal's program has a name of its own and comes once; where one speaks again after another has begun, both are
/// there. A copied disk is known by its records later ([org.hongting.central.ingest.Forks]); this needs none.
///
/// What is raised is raised again every day for as long as it lasts.
public final class Clones {
    /// What a broker passes on late of a run that has ended is no sign of anything.
    static final Duration LATE = Duration.ofMinutes(1);

    /// A day in which the alarm is raised, and one for the last of it.
    private static final Duration SHOWN = Duration.ofDays(2);

    private static final int NAMED = 8;

    private Clones() {}

    /// Called with every message that was believed, before it is kept.
    static void look(Transaction transaction, Alarms alarms, Health health, Instant now) {
        if (!health.whole()) {
            return;
        }
        transaction
                .queryFirst(
                        "SELECT h.run, r.heard_at FROM terminal_health AS h JOIN terminal_run AS r"
                                + " ON r.terminal = h.terminal AND r.run = h.run"
                                + " WHERE h.terminal = ? AND h.previous_run = ? AND r.heard_at < ?",
                        row -> row.text("run"),
                        health.terminal().value(),
                        health.run().value(),
                        UtcText.of(now.minus(LATE)))
                .ifPresent(other -> alarms.raise(
                        transaction,
                        Alarms.Kind.TWO_MACHINES,
                        health.terminal(),
                        now.truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10) + " "
                                + Stream.of(other, health.run().value())
                                        .map(run -> run.substring(0, NAMED))
                                        .sorted()
                                        .collect(Collectors.joining(" / ")),
                        now));
    }

    /// When two machines were last found under that name, if that is not long ago.
    public static Optional<Instant> found(Transaction transaction, TerminalId terminal, Instant now) {
        return transaction.queryFirst(
                "SELECT raised_at FROM alarm WHERE kind = 'two-machines' AND terminal = ? AND raised_at > ?"
                        + " ORDER BY raised_at DESC",
                row -> UtcText.parse(row.text("raised_at")),
                terminal.value(),
                UtcText.of(now.minus(SHOWN)));
    }
}
