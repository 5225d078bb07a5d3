package org.hongting.central.ingest.worker;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.hongting.central.ingest.Ingest;
import org.hongting.protocol.identity.TerminalId;

/// How long terminals are asked to wait. Whoever comes anew, as all do after a restart of this server or an outage of
/// the
/// network, gets a turn: so many a second may begin to send, and are sent their documents. Whoever sends while the
/// queue is nearly full is asked for a moment, each for another one.
///
/// Used by one thread.
final class Turns implements Ingest.Pace {
    /// So many terminals begin in a second, and so many at once after a pause. A school of 5,000 is in within half a
    /// minute, and one of 200 never waits.
    static final int A_SECOND = 200;

    /// A terminal on whose line something happens says hello once a minute. Whoever was silent for longer may have been
    /// away; of the quiet ones few come in a second.
    static final Duration AWAY = Duration.ofMinutes(3);

    static final Duration BUSY = Duration.ofSeconds(2);

    private static final long TURN_NANOS = Duration.ofSeconds(1).toNanos() / A_SECOND;
    private static final long FOREGONE_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private final RandomGenerator random;

    /// When each may begin, or was heard last after that.
    private final Map<TerminalId, Long> known = new HashMap<>();

    private long next;
    private boolean busy;

    Turns(LongSupplier nanoTime, RandomGenerator random) {
        this.nanoTime = nanoTime;
        this.random = random;
        this.next = nanoTime.getAsLong() - FOREGONE_NANOS;
    }

    /// Whether the queue is nearly full.
    void busy(boolean isBusy) {
        busy = isBusy;
    }

    @Override
    public Duration pauseFor(TerminalId terminal, boolean greets) {
        Duration turn = greets ? turnOf(terminal) : Duration.ZERO;
        Duration moment = busy ? BUSY.plusMillis(random.nextLong(BUSY.toMillis())) : Duration.ZERO;
        return turn.compareTo(moment) > 0 ? turn : moment;
    }

    /// How long until a terminal's turn, which it was given with its hello.
    Duration untilTurn(TerminalId terminal) {
        Long begins = known.get(terminal);
        return begins == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, begins - nanoTime.getAsLong()));
    }

    private Duration turnOf(TerminalId terminal) {
        long now = nanoTime.getAsLong();
        Long heard = known.get(terminal);
        if (heard == null || now - heard > AWAY.toNanos()) {
            next = Math.max(next, now - FOREGONE_NANOS) + TURN_NANOS;
            known.put(terminal, Math.max(now, next));
        } else if (heard < now) {
            known.put(terminal, now);
        }
        return untilTurn(terminal);
    }
}
