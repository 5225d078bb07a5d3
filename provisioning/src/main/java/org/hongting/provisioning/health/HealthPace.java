package org.hongting.provisioning.health;

import java.time.Duration;
import java.util.Optional;
import org.hongting.protocol.health.RunHealth;
import org.hongting.protocol.health.Vitals;

/// Decides what is said of what was measured, and when: everything now and then, and in between what has changed enough
/// to be worth a message. However restless a terminal is, it says no more than [Pace] allows. Belongs to one thread.
public final class HealthPace {
    private final Pace pace;
    private Vitals said = Vitals.NONE;
    private boolean wholeDue = true;
    private long wholeAt;
    private long changeAt;
    private int allowed;
    private long allowedAt;

    /// How often.
    ///
    /// @param whole from one whole message to the next
    /// @param change the least time between two changes
    /// @param burst changes that may follow one another so quickly, and `regained` until there is one more again
    public record Pace(Duration whole, Duration change, int burst, Duration regained) {
        /// Less than ten megabytes a month, whatever happens.
        public static final Pace STANDARD =
                new Pace(Duration.ofMinutes(10), Duration.ofSeconds(10), 30, Duration.ofMinutes(10));
    }

    /// @param now monotonic nanoseconds, as in every call
    public HealthPace(Pace pace, long now) {
        this.pace = pace;
        this.allowed = pace.burst();
        this.allowedAt = now;
    }

    /// What is said now.
    ///
    /// @param whole whether it is everything
    public record Word(boolean whole, Vitals vitals) {}

    /// The line is new: whoever listens may know nothing.
    public void beginAgain() {
        wholeDue = true;
    }

    /// @param measured everything, as it is now
    /// @return nothing where nobody needs to hear it
    public Optional<Word> next(Vitals measured, long now) {
        regain(now);
        if (wholeDue || now - wholeAt >= pace.whole().toNanos()) {
            wholeDue = false;
            wholeAt = now;
            changeAt = now;
            said = measured;
            return Optional.of(new Word(true, measured));
        }
        if (allowed == 0 || now - changeAt < pace.change().toNanos()) {
            return Optional.empty();
        }
        Vitals changed = Differences.between(said, measured);
        if (changed.saysNothing()) {
            return Optional.empty();
        }
        allowed--;
        changeAt = now;
        said = said.with(changed);
        return Optional.of(new Word(false, changed));
    }

    /// The last of a run, which waits for nothing.
    public Word last(RunHealth ending) {
        return new Word(false, new Vitals(null, null, null, null, null, null, ending));
    }

    private void regain(long now) {
        long regained = pace.regained().toNanos();
        while (allowed < pace.burst() && now - allowedAt >= regained) {
            allowed++;
            allowedAt += regained;
        }
        if (allowed == pace.burst()) {
            allowedAt = now;
        }
    }
}
