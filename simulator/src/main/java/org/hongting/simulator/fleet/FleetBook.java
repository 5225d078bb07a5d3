package org.hongting.simulator.fleet;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.hongting.protocol.identity.MemberId;

/// What a fleet counts while it runs. Everybody who comes is somebody else, numbered 1, 2, 3 …, so that at the end each
/// can be looked for by name. Safe for use by many threads.
final class FleetBook {
    private final AtomicLong people = new AtomicLong();
    private final LongAdder confirmed = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder online = new LongAdder();
    private final Delays delays = new Delays();
    private final LongAdder allConfigured = new LongAdder();
    private final Delays configured = new Delays();
    private volatile long savedAt;

    static MemberId member(long number) {
        return new MemberId(String.format(Locale.ROOT, "%016x", number));
    }

    /// @return the number of whoever comes next
    long next() {
        return people.incrementAndGet();
    }

    /// How many have come.
    long people() {
        return people.get();
    }

    void confirmed() {
        confirmed.increment();
    }

    /// Told "welcome": their records are on their terminals' disks.
    long allConfirmed() {
        return confirmed.sum();
    }

    /// Somebody for whom nobody waited.
    void acknowledged() {
        acknowledged.increment();
    }

    /// @param delay nanoseconds since they showed their card
    void acknowledged(long delay) {
        delays.add(delay);
        acknowledged();
    }

    long allAcknowledged() {
        return acknowledged.sum();
    }

    Delays delays() {
        return delays;
    }

    /// A terminal has the centre's acknowledgement of what became of its configuration.
    ///
    /// @param nanos the moment
    void configured(long nanos) {
        configured.add(nanos - savedAt);
        allConfigured.increment();
    }

    /// The moment at which what they are to be like is saved.
    void saved(long nanos) {
        savedAt = nanos;
    }

    long allConfigured() {
        return allConfigured.sum();
    }

    /// From the save to that acknowledgement.
    Delays configurations() {
        return configured;
    }

    void cameOnline(boolean is) {
        if (is) {
            online.increment();
        } else {
            online.decrement();
        }
    }

    long online() {
        return online.sum();
    }
}
