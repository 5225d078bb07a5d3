package org.hongting.central.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.wire.Hello;
import org.hongting.protocol.wire.Hello.HeldEpoch;

/// What a terminal has surely said it holds, and the moment before which it did not say so. A signature tells who wrote
/// a hello and nothing of when: whoever carries messages may keep one of this morning until the evening, or repeat it.
/// A hello that names a time which the centre signed was written after that time, and by it alone a list of arrivals
/// is called complete.
final class ProvedWord {
    /// How far the clocks of two servers of one store may be apart.
    private static final Duration APART = Duration.ofMinutes(1);

    private final Transaction transaction;
    private final TerminalId terminal;
    private final Instant now;

    ProvedWord(Transaction transaction, TerminalId terminal, Instant now) {
        this.transaction = transaction;
        this.terminal = terminal;
        this.now = now;
    }

    private record Held(boolean proves, Optional<Instant> at) {}

    /// @param states where the centre stands in each epoch that the hello names, in the same order
    void hear(Hello hello, List<EpochState> states) {
        Held held = held();
        if (hello.heard() != null && !held.proves()) {
            // From now on it is believed no less, whoever repeats what it said before it knew how.
            transaction.update("UPDATE terminal SET proves = 1 WHERE id = ?", terminal.value());
        }
        if (hello.epochs().size() >= Limits.HELLO_EPOCHS) {
            return; // It may hold more than it can name at once.
        }
        writtenAfter(hello, held)
                .filter(at -> held.at().map(known -> !at.isBefore(known)).orElse(true))
                .ifPresent(at -> keep(hello, states, at, held));
    }

    private Held held() {
        return transaction
                .queryFirst(
                        "SELECT proves, proved_at FROM terminal WHERE id = ?",
                        row -> new Held(
                                row.integer("proves") == 1,
                                Optional.ofNullable(row.textOrNull("proved_at")).map(UtcText::parse)),
                        terminal.value())
                .orElse(new Held(false, Optional.empty()));
    }

    /// A terminal that cannot prove it, and never could, is believed to have written it just now.
    private Optional<Instant> writtenAfter(Hello hello, Held held) {
        Instant heard = hello.heard();
        if (heard == null) {
            return held.proves() ? Optional.empty() : Optional.of(now);
        }
        if (heard.equals(Instant.EPOCH) || heard.isAfter(now.plus(APART))) {
            return Optional.empty();
        }
        return Optional.of(heard.isAfter(now) ? now : heard);
    }

    /// Of several that were written after the same moment nobody knows which was the last: all of them count.
    private void keep(Hello hello, List<EpochState> states, Instant at, Held held) {
        if (held.at().map(at::isAfter).orElse(true)) {
            transaction.update("DELETE FROM proved_epoch WHERE terminal = ?", terminal.value());
            transaction.update("UPDATE terminal SET proved_at = ? WHERE id = ?", UtcText.of(at), terminal.value());
        }
        for (int i = 0; i < states.size(); i++) {
            HeldEpoch named = hello.epochs().get(i);
            if (named.newest() > states.get(i).upTo()) {
                transaction.update(
                        "INSERT INTO proved_epoch (terminal, epoch, newest) VALUES (?, ?, ?)"
                                + " ON CONFLICT (terminal, epoch) DO UPDATE SET newest ="
                                + " CASE WHEN proved_epoch.newest > excluded.newest"
                                + " THEN proved_epoch.newest ELSE excluded.newest END",
                        terminal.value(),
                        named.epoch().value(),
                        Math.min(named.newest(), ToldEpochs.MOST_RECORDS));
            }
        }
    }
}
