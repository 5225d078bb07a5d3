package org.hongting.device.camera;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hongting.device.DeviceException;
import org.hongting.device.DeviceFault.Kind;
import org.hongting.device.DeviceName;

/// One run of the child process that delivers frames. A thread of its own empties the pipe, so that the
/// newest frame is always at hand and older ones are never waited for.
final class CameraProcess implements AutoCloseable {
    private static final int MOST_WORDS = 2000;

    /// A camera that sends nothing for this long hangs.
    private static final long LONGEST_SILENCE_SECONDS = 10;

    private final Process process;
    private final BlockingQueue<Frame> newest = new ArrayBlockingQueue<>(1);
    private final BlockingQueue<byte[]> spare = new ArrayBlockingQueue<>(3);
    private final StringBuilder words = new StringBuilder();
    private final Thread pipe;
    private final Thread complaints;

    /// @param arrivedAtNanos when its last byte was here
    record Frame(LuminanceFrame picture, long arrivedAtNanos, boolean isLast) {}

    CameraProcess(DeviceName name, List<String> command) throws DeviceException {
        try {
            this.process = new ProcessBuilder(command).start();
            process.getOutputStream().close();
        } catch (IOException failed) {
            throw new DeviceException(Kind.ABSENT, command.getFirst() + " cannot be started", failed);
        }
        this.pipe = Thread.ofPlatform().daemon().name("pipe-" + name).start(this::emptyPipe);
        this.complaints = Thread.ofPlatform().daemon().name("words-" + name).start(this::listen);
    }

    /// Blocks for the newest frame.
    ///
    /// @return empty when the child has ended
    Optional<Frame> next() throws DeviceException, InterruptedException {
        Frame frame = newest.poll(LONGEST_SILENCE_SECONDS, TimeUnit.SECONDS);
        if (frame == null) {
            throw new DeviceException(Kind.FAILED, "the camera sends no pictures");
        }
        return frame.isLast() ? Optional.empty() : Optional.of(frame);
    }

    /// Gives the frame's bytes back for another one.
    void done(Frame frame) {
        spare.offer(frame.picture().pixels());
    }

    /// True if the child ended by itself and had nothing to complain about.
    boolean endedWell() throws InterruptedException {
        return process.waitFor(1, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    /// Why the child ended.
    DeviceException whyItEnded() throws InterruptedException {
        boolean ended = process.waitFor(1, TimeUnit.SECONDS);
        complaints.join(1000);
        String said;
        synchronized (words) {
            said = words.toString().strip();
        }
        String reason = "the camera's program ended with " + (ended ? process.exitValue() : "no answer")
                + (said.isEmpty() ? "" : ": " + said);
        return new DeviceException(kindOf(said), reason);
    }

    private static Kind kindOf(String said) {
        String low = said.toLowerCase(Locale.ROOT);
        if (low.contains("busy")) {
            return Kind.BUSY;
        }
        return low.contains("no such file") || low.contains("no such device") || low.contains("no cameras")
                ? Kind.ABSENT
                : Kind.FAILED;
    }

    private void emptyPipe() {
        try (InputStream frames = process.getInputStream()) {
            while (true) {
                byte[] bytes = spare.poll();
                if (bytes == null) {
                    bytes = new byte[CameraFeed.BYTES_PER_FRAME];
                }
                if (frames.readNBytes(bytes, 0, bytes.length) < bytes.length) {
                    break;
                }
                put(new Frame(
                        new LuminanceFrame(CameraFeed.WIDTH, CameraFeed.HEIGHT, bytes), System.nanoTime(), false));
            }
        } catch (IOException _) {
            // The child was ended: as good an end as the one it makes itself.
        }
        put(new Frame(new LuminanceFrame(1, 1, new byte[1]), System.nanoTime(), true));
    }

    private void put(Frame frame) {
        while (!newest.offer(frame)) {
            Frame older = newest.poll();
            if (older != null) {
                done(older);
            }
        }
    }

    private void listen() {
        try (InputStream errors = process.getErrorStream()) {
            byte[] bytes = new byte[512];
            for (int count = errors.read(bytes); count >= 0; count = errors.read(bytes)) {
                synchronized (words) {
                    words.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
                    words.delete(0, Math.max(0, words.length() - MOST_WORDS));
                }
            }
        } catch (IOException _) {
            // The child was ended.
        }
    }

    @Override
    public void close() {
        process.destroy();
        boolean interrupted = Thread.interrupted();
        try {
            if (!process.waitFor(500, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
            pipe.join(1000);
            complaints.join(1000);
        } catch (InterruptedException _) {
            process.destroyForcibly();
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
