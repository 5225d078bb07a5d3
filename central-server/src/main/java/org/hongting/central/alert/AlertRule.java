package org.hongting.central.alert;

import java.time.Duration;
import java.util.Optional;
import org.hongting.protocol.Words;

/// What can be wrong, with how long it has to last and from which number on it counts, unless somebody has changed
/// that.
public enum AlertRule {
    /// Most of a building's terminals are away together: one alert, and theirs are not said. Percent.
    BUILDING(Duration.ofMinutes(5), 60, 10, 100),
    OFFLINE(Duration.ofMinutes(10)),
    /// Records wait though the line is up. Seconds without progress.
    WAITING(Duration.ZERO, 900, 60, 86_400),
    /// The clock is a guess, or so many seconds off.
    CLOCK(Duration.ofMinutes(10), 30, 1, 86_400),
    /// Days until the certificate ends.
    CERTIFICATE(Duration.ZERO, 14, 1, 365),
    /// Percent of the disk that is free.
    DISK(Duration.ofMinutes(1), 10, 1, 90),
    READ_ONLY(Duration.ZERO),
    /// Percent of the memory chip's life that is used.
    WORN(Duration.ZERO, 80, 1, 100),
    /// Degrees Celsius.
    TEMPERATURE(Duration.ofMinutes(5), 80, 30, 120),
    /// The supply was too weak since the machine started.
    UNDERVOLTAGE(Duration.ZERO),
    /// A reader or camera is absent or broken.
    DEVICE(Duration.ofMinutes(2)),
    /// So many starts in ten minutes that nobody asked for.
    RESTARTS(Duration.ZERO, 3, 2, 50);

    private final Duration lasting;
    private final long threshold;
    private final long least;
    private final long most;

    AlertRule(Duration lasting) {
        this(lasting, 0, 0, 0);
    }

    AlertRule(Duration lasting, long threshold, long least, long most) {
        this.lasting = lasting;
        this.threshold = threshold;
        this.least = least;
        this.most = most;
    }

    public String word() {
        return Words.of(this);
    }

    public static Optional<AlertRule> find(String word) {
        return Words.find(AlertRule.class, word);
    }

    /// Whether there is a number to choose.
    public boolean hasThreshold() {
        return most > 0;
    }

    public long least() {
        return least;
    }

    public long most() {
        return most;
    }

    /// As it is as long as nobody has changed it.
    public Setting standard() {
        return new Setting(true, lasting, threshold);
    }

    /// A rule as it is applied.
    ///
    /// @param lasting so long it has to last before anybody is told
    public record Setting(boolean enabled, Duration lasting, long threshold) {
        static final Duration LONGEST = Duration.ofDays(1);

        public Setting {
            if (lasting.isNegative() || lasting.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("a rule waits no longer than a day");
            }
        }
    }
}
