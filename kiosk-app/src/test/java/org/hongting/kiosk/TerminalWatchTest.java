package org.hongting.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import org.hongting.kiosk.ui.Toolkit;
import org.hongting.testing.NoticeListener;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With the toolkit's own thread and a real socket of a service manager.
class TerminalWatchTest {
    private static final Duration PATIENCE = Duration.ofMillis(800);

    @Test
    @RequiresTool("socat")
    void anFxThreadThatIsStuckStarvesTheWatchdogUntilItGoesOn(@TempDir Path folder) throws Exception {
        Toolkit.onFxThread(() -> true);
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch freed = new CountDownLatch(1);
        try (NoticeListener manager = NoticeListener.in(folder);
                TerminalWatch watch = new TerminalWatch(manager.surroundings(PATIENCE), Optional::empty)) {
            watch.ready("waits to be claimed");
            assertThat(manager.next()).isEqualTo("READY=1");
            manager.await("WATCHDOG=1"::equals);

            Platform.runLater(() -> hold(stuck, freed));
            stuck.await();
            List<String> told = new ArrayList<>();
            manager.await(line -> {
                told.add(line);
                return line.equals("STATUS=the FX thread does not answer");
            });

            // One feeding may have been on its way when the thread was taken.
            assertThat(told).filteredOn("WATCHDOG=1"::equals).hasSizeLessThanOrEqualTo(1);
            freed.countDown();
            manager.await("WATCHDOG=1"::equals);
        } finally {
            freed.countDown();
        }
    }

    private static void hold(CountDownLatch stuck, CountDownLatch freed) {
        stuck.countDown();
        try {
            freed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
