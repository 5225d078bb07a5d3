package org.hongting.sync.link;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hongting.protocol.port.Scheduler;

/// When the next hello is said. A line on which something happens says one a minute later, so that both sides compare
/// notes; one on which nothing happens waits twice as long each time, up to what the centre allows: a terminal that
/// nobody touches all summer costs little.
///
/// A centre that allows nothing knows no longer pauses, and is greeted every minute.
final class QuietLine {
    /// However soon the centre asks, or whoever repeats its question.
    private static final Duration SHORTEST = Duration.ofSeconds(5);

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int FRACTION_DRAWN = 8;

    private final Deadline hello;
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final Duration usual;
    private Duration pace;
    private Duration allowed;
    private long due;

    /// @param hello says it
    /// @param usual between two hellos of a line on which something happens
    QuietLine(Deadline hello, Scheduler scheduler, RandomGenerator random, Duration usual) {
        this.hello = hello;
        this.scheduler = scheduler;
        this.random = random;
        this.usual = usual;
        this.pace = usual;
        this.allowed = usual;
    }

    /// A hello was said just now.
    void greeted() {
        sayIn(pace);
        pace = shorter(pace.multipliedBy(2), allowed);
    }

    /// The centre answered it.
    ///
    /// @param within how long it may be quiet now
    void mayLast(Optional<Duration> within) {
        allowed = within.map(asked -> longer(shorter(asked, LONGEST), usual)).orElse(usual);
        pace = shorter(pace, allowed);
    }

    /// Something was said or done.
    void stirred() {
        pace = usual;
        sayBefore(usual);
    }

    /// The centre wants to hear a hello; of many terminals that are asked at once each takes a moment of its own.
    void asked(Duration within) {
        Duration latest = longer(shorter(within, LONGEST), SHORTEST);
        sayBefore(SHORTEST.plusMillis(random.nextLong(latest.minus(SHORTEST).toMillis() + 1)));
    }

    /// Whatever was intended before.
    void sayIn(Duration delay) {
        Duration drawn = delay.compareTo(usual) <= 0
                ? delay
                : delay.minusMillis(random.nextLong(delay.toMillis() / FRACTION_DRAWN));
        due = scheduler.nanoTime() + drawn.toNanos();
        hello.set(drawn);
    }

    void end() {
        hello.clear();
    }

    private void sayBefore(Duration delay) {
        if (hello.isSet() && due - scheduler.nanoTime() > delay.toNanos()) {
            sayIn(delay);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
