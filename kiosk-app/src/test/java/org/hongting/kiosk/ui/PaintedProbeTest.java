package org.hongting.kiosk.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;

class PaintedProbeTest {
    @Test
    void theTimeIsTakenInThePulseAfterTheOneThatLaidTheChangeOut() {
        CompletableFuture<Integer> pulsesUntilPainted = new CompletableFuture<>();
        CompletableFuture<Long> painted = new CompletableFuture<>();
        AtomicInteger pulses = new AtomicInteger();
        long before = System.nanoTime();
        Stage stage = Toolkit.onFxThread(() -> {
            Label label = new Label();
            Scene scene = new Scene(new StackPane(label), 200, 100);
            Stage shown = new Stage();
            shown.setScene(scene);
            shown.show();
            PaintedProbe probe = new PaintedProbe(scene, System::nanoTime);
            scene.addPostLayoutPulseListener(pulses::incrementAndGet);
            label.setText("changed");
            probe.afterPaint(nanos -> {
                painted.complete(nanos);
                pulsesUntilPainted.complete(pulses.get());
                probe.close();
            });
            return shown;
        });
        assertThat(Toolkit.await(painted)).isGreaterThan(before);
        assertThat(Toolkit.await(pulsesUntilPainted)).isGreaterThanOrEqualTo(1);
        Toolkit.onFxThread(() -> {
            stage.close();
            return null;
        });
    }
}
