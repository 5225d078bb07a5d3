package org.hongting.simulator.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.management.OperatingSystemMXBean;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.hongting.device.Backoff;
import org.hongting.device.CredentialRead;
import org.hongting.device.CredentialReader;
import org.hongting.device.DeviceException;
import org.hongting.device.DeviceFault;
import org.hongting.device.DeviceName;
import org.hongting.device.Shown;
import org.hongting.device.camera.CameraFeed;
import org.hongting.device.camera.CameraReader;
import org.hongting.device.sim.PhotographedCode;

/// A camera of 10 frames a second that never stops: a pipe that a thread fills, behind it the camera reader of a
/// terminal as it is, ffmpeg included. Its room is still but for the noise of a sensor.
final class LiveCamera implements AutoCloseable {
    private static final int WIDTH = CameraFeed.WIDTH;
    private static final int HEIGHT = CameraFeed.HEIGHT;
    private static final int FRAMES_PER_SECOND = CameraFeed.FRAMES_PER_SECOND;
    private static final int ROOMS = 8;
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final byte[][] rooms = new byte[ROOMS][];
    private final AtomicReference<byte[]> held = new AtomicReference<>(new byte[0]);
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private final Thread filling;
    private final CredentialReader reader;
    private volatile boolean closed;

    private record Seen(String code, long atNanos) {}

    private LiveCamera(Path pipe) throws DeviceException {
        for (int i = 0; i < ROOMS; i++) {
            rooms[i] = room(new Random(i));
        }
        this.filling = Thread.ofPlatform().daemon().name("camera").start(() -> fill(pipe));
        this.reader = new CameraReader(new DeviceName("camera"), new CameraFeed.Video(pipe), Backoff.USUAL);
        reader.open(new CredentialReader.Listener() {
            @Override
            public void onRead(CredentialRead read) {
                if (read.shown() instanceof Shown.CodeShown code) {
                    seen.add(new Seen(code.text(), System.nanoTime()));
                }
            }

            @Override
            public void onFault(DeviceFault fault) {
                // What comes too late is seen by whoever waits.
            }

            @Override
            public void onRecovered(DeviceName device) {
                // Likewise.
            }
        });
    }

    /// @param pipe that is made here
    static LiveCamera open(Path pipe) throws IOException, InterruptedException, DeviceException {
        if (new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start().waitFor() != 0) {
            throw new IOException("no pipe could be made");
        }
        return new LiveCamera(pipe);
    }

    /// The part of a core that this process uses while nobody is there, in windows of four seconds; filling the pipe is
    /// taken off, and ffmpeg, which a camera on the ribbon cable does not need, is not in it.
    Sample share(int windows) throws InterruptedException {
        Thread.sleep(5_000);
        double[] shares = new double[windows];
        for (int window = 0; window < windows; window++) {
            long start = System.nanoTime();
            long before = PROCESS.getProcessCpuTime() - fillingNanos();
            Thread.sleep(4_000);
            shares[window] =
                    (double) (PROCESS.getProcessCpuTime() - fillingNanos() - before) / (System.nanoTime() - start);
        }
        return Sample.of(shares);
    }

    /// Holds one code after the other into view and waits for each.
    ///
    /// @return milliseconds from the first frame with the code to its read
    Sample firstReads(int codes, IntFunction<String> code) throws InterruptedException {
        double[] millis = new double[codes];
        for (int i = 0; i < codes; i++) {
            String text = code.apply(i);
            byte[] picture = luminance(PhotographedCode.of(text)
                    .held(new PhotographedCode.Pose(5 + i, 10, -5, 0.6))
                    .picture());
            seen.clear();
            // Not always at the same moment between two frames.
            Thread.sleep(1_000 + 37L * i % 100);
            long shown = System.nanoTime();
            held.set(picture);
            Seen read = seen.poll(5, TimeUnit.SECONDS);
            held.set(new byte[0]);
            if (read == null || !read.code().equals(text)) {
                throw new IllegalStateException("a code held before the camera was not read");
            }
            millis[i] = (read.atNanos() - shown) / 1e6;
        }
        return Sample.of(millis);
    }

    private long fillingNanos() {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(filling.threadId());
    }

    /// YUV4MPEG2, grey only.
    private void fill(Path pipe) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(pipe), WIDTH * HEIGHT)) {
            out.write(("YUV4MPEG2 W" + WIDTH + " H" + HEIGHT + " F" + FRAMES_PER_SECOND + ":1 Ip A1:1 Cmono\n")
                    .getBytes(US_ASCII));
            long next = System.nanoTime();
            for (int frame = 0; !closed; frame++) {
                byte[] code = held.get();
                out.write("FRAME\n".getBytes(US_ASCII));
                out.write(code.length > 0 ? code : rooms[frame % ROOMS]);
                out.flush();
                next += TimeUnit.SECONDS.toNanos(1) / FRAMES_PER_SECOND;
                TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
            }
        } catch (IOException | InterruptedException e) {
            // The reader was closed: nobody is left to show anything to.
        }
    }

    private static byte[] room(Random noise) {
        byte[] pixels = new byte[WIDTH * HEIGHT];
        for (int i = 0; i < pixels.length; i++) {
            int grey = 90 + 60 * (i % WIDTH + i / WIDTH) / (WIDTH + HEIGHT);
            pixels[i] = (byte) Math.clamp(Math.round(grey + 3 * noise.nextGaussian()), 0, 255);
        }
        return pixels;
    }

    private static byte[] luminance(BufferedImage picture) {
        byte[] pixels = new byte[WIDTH * HEIGHT];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) picture.getRGB(i % WIDTH, i / WIDTH);
        }
        return pixels;
    }

    @Override
    public void close() {
        closed = true;
        reader.close();
        filling.interrupt();
    }
}
