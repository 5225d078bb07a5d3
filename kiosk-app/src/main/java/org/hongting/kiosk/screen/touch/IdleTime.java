package org.hongting.kiosk.screen.touch;

import java.time.Duration;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.port.Scheduler.Cancellable;

/// How long nobody has touched a page: first it is silent, then it counts down aloud, then it is over. Confined to the
/// scheduler's thread.
final class IdleTime {
    private final Scheduler scheduler;
    private final Runnable over;
    private final ReadOnlyObjectWrapper<Optional<Integer>> leaving = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Cancellable timer = () -> {};

    /// @param over told when nobody has answered
    IdleTime(Scheduler scheduler, Runnable over) {
        this.scheduler = scheduler;
        this.over = over;
    }

    /// Seconds that are left, once they are counted.
    ReadOnlyObjectProperty<Optional<Integer>> leaving() {
        return leaving.getReadOnlyProperty();
    }

    /// Counts from now.
    ///
    /// @param silent before it is said that time runs out
    void begin(Duration silent, int seconds) {
        stop();
        timer = scheduler.after(silent, () -> countDown(seconds));
    }

    /// Says at once that time runs out.
    void countDown(int seconds) {
        timer.cancel();
        if (seconds > 0) {
            leaving.set(Optional.of(seconds));
            timer = scheduler.after(Duration.ofSeconds(1), () -> countDown(seconds - 1));
        } else {
            over.run();
        }
    }

    void stop() {
        timer.cancel();
        timer = () -> {};
        leaving.set(Optional.empty());
    }
}
