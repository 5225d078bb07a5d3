package org.hongting.central.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.time.ClockAnchor;

/// What ties a terminal's monotonic clock to the centre's time: one anchor for each boot, from its hellos.
public final class ClockAnchors {
    /// How much later than the old anchor says a hello may arrive and still be the better anchor.
    private static final Duration TRAVEL = Duration.ofSeconds(2);

    /// A quartz crystal wanders by up to 100 millionths.
    private static final long DRIFT_DIVISOR = 10_000;

    private ClockAnchors() {}

    public static Optional<ClockAnchor> find(Transaction transaction, TerminalId terminal, BootId boot) {
        return transaction.queryFirst(
                "SELECT mono, server_time FROM clock_anchor WHERE terminal = ? AND boot = ?",
                row -> new ClockAnchor(boot, row.integer("mono"), UtcText.parse(row.text("server_time"))),
                terminal.value(),
                boot.value());
    }

    /// Keeps the newer anchor, because crystals drift, unless it comes later than drift explains: then its hello was
    /// held up or sent again, and the old one is nearer to the truth.
    static void keep(Transaction transaction, TerminalId terminal, ClockAnchor heard) {
        boolean better = find(transaction, terminal, heard.boot())
                .map(held -> isBetter(held, heard))
                .orElse(true);
        if (better) {
            transaction.update(
                    "INSERT INTO clock_anchor (terminal, boot, mono, server_time) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (terminal, boot) DO UPDATE"
                            + " SET mono = excluded.mono, server_time = excluded.server_time",
                    terminal.value(),
                    heard.boot().value(),
                    heard.monotonicNanos(),
                    UtcText.of(heard.serverTime()));
        }
    }

    private static boolean isBetter(ClockAnchor held, ClockAnchor heard) {
        long elapsed = heard.monotonicNanos() - held.monotonicNanos();
        if (elapsed < 0) {
            return false;
        }
        Instant latest =
                held.dateOf(heard.monotonicNanos()).plus(TRAVEL).plus(Duration.ofNanos(elapsed / DRIFT_DIVISOR));
        return !heard.serverTime().isAfter(latest);
    }
}
