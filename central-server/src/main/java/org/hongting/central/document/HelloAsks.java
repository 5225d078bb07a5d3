package org.hongting.central.document;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.hongting.central.platform.broker.TerminalOutlet;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.Channel;
import org.jspecify.annotations.Nullable;

/// Asks terminals for a hello. A terminal that nobody comes to says one every few hours only
/// ([Acknowledgement#helloWithin]); where somebody waits for its word it is asked:
///
/// - what it was sent may have been lost on the way, and its hello would have said so by now;
/// - another server spoke with it until now, and nothing is known of it here;
/// - a meeting is over, and the list is complete once its terminals have answered;
/// - it is said to be gone: nobody signed that, and whoever is there all the same would be sent nothing for hours.
///
/// Everything but [#ask] happens on the scheduler.
public final class HelloAsks implements Downlink.Watch {
    /// A terminal that was sent something says hello within a minute of having taken it.
    private static final Duration CONFIRMED_WITHIN = Duration.ofSeconds(150);

    private static final Duration ROUND = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(20);
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(5);

    private final TerminalOutlet outlet;
    private final Signer signer;
    private final StoreId store;
    private final InstantSource clock;
    private final Scheduler scheduler;
    private final Supplier<? extends Collection<TerminalId>> missed;
    private final Map<TerminalId, Known> here = new HashMap<>();
    private boolean looksSoon;

    /// What is known of a terminal that speaks with this server, in nanoseconds of the scheduler.
    private static final class Known {
        private boolean owesWord;
        private long sentSince;
        private long askedAt = Long.MIN_VALUE;
    }

    /// @param missed terminals whose word somebody else waits for; those that are not here are passed over
    public HelloAsks(
            TerminalOutlet outlet,
            Signer signer,
            StoreId store,
            InstantSource clock,
            Scheduler scheduler,
            Supplier<? extends Collection<TerminalId>> missed) {
        this.outlet = outlet;
        this.signer = signer;
        this.store = store;
        this.clock = clock;
        this.scheduler = scheduler;
        this.missed = missed;
    }

    /// Looks twice a minute from now on.
    public void start() {
        scheduler.after(ROUND, () -> {
            try {
                round();
            } finally {
                start();
            }
        });
    }

    /// From any thread.
    ///
    /// @param within each terminal takes a moment of its own in it
    public void ask(Collection<TerminalId> terminals, Duration within) {
        terminals.forEach(terminal -> outlet.send(
                terminal,
                Channel.ACKNOWLEDGEMENT,
                Acknowledgement.asking(terminal, store, clock.instant(), within).seal(signer)));
    }

    @Override
    public void heard(TerminalId terminal) {
        Known known = here.get(terminal);
        if (known == null) {
            here.put(terminal, new Known());
            lookSoon();
        } else {
            known.owesWord = false;
        }
    }

    /// Of those who come back after a meeting the first hello proves nothing yet.
    private void lookSoon() {
        if (!looksSoon) {
            looksSoon = true;
            scheduler.after(SOON, () -> {
                looksSoon = false;
                round();
            });
        }
    }

    @Override
    public void sent(TerminalId terminal) {
        Known known = here.get(terminal);
        if (known != null && !known.owesWord) {
            known.owesWord = true;
            known.sentSince = scheduler.nanoTime();
        }
    }

    @Override
    public void gone(TerminalId terminal) {
        here.remove(terminal);
    }

    @Override
    public void saidToBeGone(TerminalId terminal) {
        ask(List.of(terminal), ANSWERED_WITHIN);
    }

    private void round() {
        long now = scheduler.nanoTime();
        List<TerminalId> due = new ArrayList<>();
        here.forEach((terminal, known) -> {
            if (known.owesWord && now - known.sentSince >= CONFIRMED_WITHIN.toNanos()) {
                due.add(terminal);
            }
        });
        due.addAll(missed.get());
        ask(
                due.stream()
                        .distinct()
                        .filter(terminal -> mayBeAsked(here.get(terminal), now))
                        .toList(),
                ANSWERED_WITHIN);
    }

    private static boolean mayBeAsked(@Nullable Known known, long now) {
        if (known == null || (known.askedAt != Long.MIN_VALUE && now - known.askedAt < AGAIN_AFTER.toNanos())) {
            return false;
        }
        known.askedAt = now;
        return true;
    }
}
