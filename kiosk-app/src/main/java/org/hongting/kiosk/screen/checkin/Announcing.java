package org.hongting.kiosk.screen.checkin;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.hongting.kiosk.checkin.Announcement;
import org.hongting.protocol.command.Action;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.port.Scheduler.Cancellable;

/// What the centre has to say, and how long it still is to be on the screen. Only the time counts in which nothing
/// else stood there; one that is covered for too long at a stretch is given up.
final class Announcing {
    /// As long as a command waits for whoever uses the screen.
    static final Duration COVERED_TIME = Action.LONGEST_WAIT;

    private final Scheduler scheduler;
    private final Runnable change;
    private Optional<Announcement> now = Optional.empty();
    private Consumer<Boolean> whenGone = _ -> {};
    private boolean onScreen;
    private long left;
    private long since;
    private Cancellable ends = () -> {};

    /// @param change called when there is something else to show
    Announcing(Scheduler scheduler, Runnable change) {
        this.scheduler = scheduler;
        this.change = change;
    }

    Optional<Announcement> now() {
        return now;
    }

    void begin(Announcement told, Consumer<Boolean> gone) {
        end(false);
        now = Optional.of(told);
        whenGone = gone;
        left = told.time().toNanos();
        wait(COVERED_TIME, false);
        change.run();
    }

    /// Told whenever the screen changed.
    void isOnScreen(boolean isThere) {
        if (isThere == onScreen) {
            return;
        }
        onScreen = isThere;
        if (now.isEmpty()) {
            return;
        }
        if (isThere) {
            since = scheduler.nanoTime();
            wait(Duration.ofNanos(left), true);
        } else {
            left = Math.max(0, left - (scheduler.nanoTime() - since));
            wait(COVERED_TIME, false);
        }
    }

    private void wait(Duration time, boolean shown) {
        ends.cancel();
        ends = scheduler.after(time, () -> end(shown));
    }

    /// Somebody has seen it.
    void seen() {
        end(true);
    }

    private void end(boolean shown) {
        if (now.isPresent()) {
            ends.cancel();
            now = Optional.empty();
            Consumer<Boolean> told = whenGone;
            whenGone = _ -> {};
            change.run();
            told.accept(shown);
        }
    }
}
