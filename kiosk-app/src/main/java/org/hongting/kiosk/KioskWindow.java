package org.hongting.kiosk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javafx.animation.AnimationTimer;
import javafx.geometry.Rectangle2D;
import javafx.scene.Cursor;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCombination;
import javafx.scene.robot.Robot;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import org.hongting.device.keyboard.KeyboardScanner;
import org.hongting.kiosk.screen.checkin.CheckInScreen;
import org.hongting.kiosk.screen.checkin.CheckInView;
import org.hongting.kiosk.screen.checkin.CheckInViewModel;
import org.hongting.kiosk.screen.gallery.Rehearsal;
import org.hongting.kiosk.screen.touch.TouchLine;
import org.hongting.kiosk.ui.Fonts;
import org.hongting.kiosk.ui.FxScheduler;
import org.hongting.kiosk.ui.KeyCapture;
import org.hongting.kiosk.ui.Look;
import org.hongting.kiosk.ui.PaintedProbe;
import org.hongting.kiosk.ui.PictureFile;
import org.hongting.kiosk.ui.ScreenPicture;
import org.hongting.kiosk.ui.Theme;
import org.hongting.protocol.Limits;

/// The one window of a terminal: the check-in screen, what is typed into it, and when it was painted. Made and used
/// on the FX thread.
final class KioskWindow implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(KioskWindow.class.getName());
    private static final int PRACTICE_STEPS = 100;
    private static final Duration BETWEEN_STEPS = Duration.ofMillis(50);
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final int USUAL_WIDTH = 1280;
    private static final int USUAL_HEIGHT = 800;

    private final FxScheduler scheduler = new FxScheduler();
    private final CheckInViewModel model;
    private final Scene scene;
    private final Stage stage = new Stage();
    private final PaintedProbe probe;
    private final KeyCapture keys;

    KioskWindow(Clock clock, KeyboardScanner keyboard, Optional<KioskOptions.WindowPlace> place, TouchLine line) {
        Look.replaceToolkitTheme();
        Fonts.load();
        this.model = new CheckInViewModel(scheduler, clock, line);
        int width = place.map(KioskOptions.WindowPlace::width).orElse(USUAL_WIDTH);
        int height = place.map(KioskOptions.WindowPlace::height).orElse(USUAL_HEIGHT);
        this.scene = new Scene(new CheckInView(model, Theme.LIGHT), width, height);
        this.probe = new PaintedProbe(scene, System::nanoTime);
        this.keys = new KeyCapture(scene, keyboard::typed, System::nanoTime);
        stage.setTitle("Hongting 红亭");
        stage.setScene(scene);
        stage.focusedProperty().addListener((_, _, here) -> {
            if (here) {
                keyboard.focusGained();
            } else {
                keyboard.focusLost();
            }
        });
        place.flatMap(KioskOptions.WindowPlace::corner).ifPresent(corner -> {
            stage.setX(corner.x());
            stage.setY(corner.y());
        });
        if (place.isEmpty()) {
            fillScreen();
        }
    }

    /// A kiosk often has no window manager, and without one nobody makes a window full-screen: it takes the screen's
    /// size by itself.
    private void fillScreen() {
        Rectangle2D whole = Screen.getPrimary().getBounds();
        stage.initStyle(StageStyle.UNDECORATED);
        stage.setX(whole.getMinX());
        stage.setY(whole.getMinY());
        stage.setWidth(whole.getWidth());
        stage.setHeight(whole.getHeight());
        stage.setFullScreenExitHint("");
        stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
        stage.setFullScreen(true);
        scene.setCursor(Cursor.NONE);
    }

    void open(Runnable onClosed) {
        stage.setOnHidden(_ -> onClosed.run());
        stage.show();
        if (stage.isFullScreen()) {
            // The toolkit changes the pointer when it moves, so one that stood there already would stay in sight.
            Rectangle2D whole = Screen.getPrimary().getBounds();
            new Robot().mouseMove(whole.getMaxX() - 1, whole.getMaxY() - 1);
        }
    }

    /// Makes ready for the first answer: every kind of it once now, and some times more while nobody is there, step
    /// by step, so that whoever comes meanwhile waits for one step at most.
    void rehearse() {
        List<Runnable> steps = Rehearsal.steps(scene.getHeight() > scene.getWidth());
        steps.forEach(Runnable::run);
        practise(steps, 0);
    }

    private void practise(List<Runnable> steps, int done) {
        if (done == PRACTICE_STEPS) {
            return;
        }
        scheduler.after(BETWEEN_STEPS, () -> {
            boolean nobody = model.screen().get() instanceof CheckInScreen.Idle;
            if (nobody) {
                steps.get(done % steps.size()).run();
            }
            practise(steps, done + 1);
        });
    }

    CheckInViewModel model() {
        return model;
    }

    /// Calls back when what was just changed has been painted.
    void afterPaint(LongConsumer painted) {
        probe.afterPaint(painted);
    }

    /// Writes what the window shows as a PNG picture; the work on the file is done on a thread of its own.
    void picture(Path file, Consumer<Path> onWritten) {
        Image image = scene.snapshot(null);
        Thread.ofVirtual().name("picture").start(() -> {
            try {
                PictureFile.write(image, file);
                onWritten.accept(file);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "the picture could not be written: {0}", e.getMessage());
            }
        });
    }

    /// Takes a picture for people elsewhere; packing it is done on a thread of its own.
    void concealed(Consumer<Optional<byte[]>> taken) {
        Image image = ScreenPicture.of(scene);
        Thread.ofVirtual().name("picture").start(() -> {
            try {
                taken.accept(Optional.of(PictureFile.bytes(image, Limits.ATTACHMENT_BYTES)));
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "the picture could not be packed: {0}", e.getMessage());
                taken.accept(Optional.empty());
            }
        });
    }

    /// Counts the frames of a second in which the toolkit is asked for every one it can make.
    void countFrames(LongConsumer counted) {
        new AnimationTimer() {
            private long began;
            private long frames;

            @Override
            public void handle(long now) {
                if (began == 0) {
                    began = now;
                } else {
                    frames++;
                    if (now - began >= SECOND_NANOS) {
                        stop();
                        counted.accept(Math.round((double) frames * SECOND_NANOS / (now - began)));
                    }
                }
            }
        }.start();
    }

    @Override
    public void close() {
        keys.close();
        probe.close();
        scheduler.close();
        stage.setOnHidden(null);
        stage.close();
    }
}
