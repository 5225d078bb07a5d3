package org.hongting.kiosk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import org.hongting.kiosk.diagnosis.SoundTrial;
import org.hongting.kiosk.diagnosis.Trial;
import org.hongting.kiosk.health.Pipeline;
import org.hongting.protocol.health.DeviceHealth;
import org.hongting.protocol.record.TestedPart;

/// Tests what stands before people: readers, camera, sound, light and screen. Waits for each of them, and so runs on a
/// thread of its own.
final class FaceDiagnosis {
    private static final System.Logger LOG = System.getLogger(FaceDiagnosis.class.getName());
    private static final int PATIENCE_SECONDS = 20;
    private static final int PEOPLE_SECONDS = 300;
    private static final int FEW_FRAMES = 20;

    private final Devices devices;
    private final Supplier<List<DeviceHealth>> readers;
    private final Supplier<Optional<KioskWindow>> window;

    /// @param readers all devices as they are now
    FaceDiagnosis(Devices devices, Supplier<List<DeviceHealth>> readers, Supplier<Optional<KioskWindow>> window) {
        this.devices = devices;
        this.readers = readers;
        this.window = window;
    }

    void test(boolean people, Consumer<List<TestedPart>> tested) {
        Thread.ofPlatform().daemon().name("trials").start(() -> {
            List<TestedPart> parts = new ArrayList<>();
            try {
                readers.get().forEach(device -> parts.add(reader(device)));
                parts.add(SoundTrial.of(devices.volume()));
                // No light is wired yet: the pins come with the kiosk's body.
                parts.add(Trial.absent("light"));
                parts.add(drawing());
                if (people) {
                    parts.addAll(asked());
                }
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "a part could not be tried", e);
                parts.add(Trial.broken("drawing", "fault"));
            }
            tested.accept(parts);
        });
    }

    private TestedPart reader(DeviceHealth device) {
        boolean camera = device.kind().equals(DeviceHealth.CAMERA);
        String part = camera ? DeviceHealth.CAMERA : DeviceHealth.READER;
        if (!device.present()) {
            return Trial.of(device.device(), Trial.broken(part, "gone"));
        }
        return Trial.of(device.device(), camera ? picture() : Trial.fine(part, Map.of()));
    }

    private TestedPart picture() {
        CompletableFuture<Optional<byte[]>> taken = new CompletableFuture<>();
        devices.photograph(taken::complete);
        return await(taken, PATIENCE_SECONDS)
                .flatMap(jpeg -> jpeg)
                .map(jpeg -> Trial.fine(DeviceHealth.CAMERA, Map.of("picture-kib", jpeg.length / 1024L)))
                .orElseGet(() -> Trial.broken(DeviceHealth.CAMERA, "no-picture"));
    }

    private TestedPart drawing() {
        CompletableFuture<Long> counted = new CompletableFuture<>();
        Platform.runLater(() -> window.get()
                .ifPresentOrElse(
                        opened -> opened.countFrames(counted::complete),
                        () -> counted.completeExceptionally(new IllegalStateException("no window"))));
        Optional<Long> frames = await(counted, PATIENCE_SECONDS);
        String pipeline = Pipeline.word();
        if (frames.isEmpty()) {
            return Trial.of(pipeline, Trial.broken("drawing", "fault"));
        }
        Map<String, Long> figures = Map.of("frames-a-second", frames.get());
        return Trial.of(
                pipeline,
                frames.get() < FEW_FRAMES
                        ? Trial.doubtful("drawing", "few-frames", figures)
                        : Trial.fine("drawing", figures));
    }

    private List<TestedPart> asked() {
        CompletableFuture<List<TestedPart>> answered = new CompletableFuture<>();
        Platform.runLater(() -> window.get()
                .ifPresentOrElse(
                        opened -> opened.model().test(devices::sample, answered::complete),
                        () -> answered.complete(List.of())));
        return await(answered, PEOPLE_SECONDS)
                .orElseGet(() -> List.of(Trial.notDone("touch"), Trial.notDone("heard"), Trial.notDone("seen")));
    }

    private static <T> Optional<T> await(CompletableFuture<T> future, int seconds) {
        try {
            return Optional.of(future.get(seconds, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
