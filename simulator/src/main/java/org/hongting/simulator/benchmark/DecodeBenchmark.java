package org.hongting.simulator.benchmark;

import java.awt.image.BufferedImage;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.hongting.device.camera.LuminanceFrame;
import org.hongting.device.camera.QrDecoder;
import org.hongting.device.sim.PhotographedCode;
import org.hongting.device.sim.PhotographedCode.Light;
import org.hongting.device.sim.PhotographedCode.Pose;
import org.hongting.device.sim.PlainQrReader;
import org.hongting.protocol.code.DigitCode;
import org.jspecify.annotations.Nullable;

/// Codes before the camera: how many are read beside ZXing alone, whether anything is read where nothing is, and what
/// the looking costs. The pictures are computed as a camera would take them, poses and lights drawn by one seed: no
/// photographs of other people's codes are shipped.
final class DecodeBenchmark implements Benchmark {
    private static final long SEED = 20_261_122;
    private static final int NOISE_WIDTH = 640;
    private static final int NOISE_HEIGHT = 480;

    private final @Nullable Path photographs;

    /// @param photographs of codes as people find them; nothing where there are none at hand
    DecodeBenchmark(@Nullable Path photographs) {
        this.photographs = photographs;
    }

    @Override
    public List<Row> run(Effort effort, Consumer<String> progress) throws Exception {
        List<Row> rows = new ArrayList<>(pictures(effort, progress));
        if (photographs != null) {
            progress.accept("photographs");
            rows.addAll(PhotographBenchmark.run(photographs));
        }
        progress.accept("noise");
        rows.add(noise(effort));
        Path folder = Files.createTempDirectory("hongting-bench-");
        Path pipe = folder.resolve("camera");
        try (LiveCamera camera = LiveCamera.open(pipe)) {
            progress.accept("an empty room before the camera");
            rows.add(Row.below(
                    "processor share of a 720p camera at 10 frames a second, nobody there",
                    camera.share(effort.of(6, 2)),
                    "of a core",
                    0.10));
            progress.accept("codes that appear before the camera");
            Sample millis = camera.firstReads(effort.of(30, 4), DecodeBenchmark::code);
            rows.add(Row.of("from a code's appearing to its read, median", millis.median(), "ms"));
            rows.add(Row.below(
                    "from a code's appearing to its read, 95th percentile", millis.percentile(95), "ms", 300));
        } finally {
            Files.deleteIfExists(pipe);
            Files.delete(folder);
        }
        return rows;
    }

    /// The same shape as badges and passes.
    private static String code(int seed) {
        byte[] bytes = new byte[DigitCode.BYTES];
        new Random(SEED + seed).nextBytes(bytes);
        String digits = new BigInteger(1, bytes).toString();
        return "0".repeat(DigitCode.DIGITS - digits.length()) + digits;
    }

    private static List<Row> pictures(Effort effort, Consumer<String> progress) {
        int count = effort.of(300, 20);
        QrDecoder decoder = new QrDecoder();
        int read = 0;
        int glanced = 0;
        int plain = 0;
        int misread = 0;
        double[] ours = new double[count];
        double[] peers = new double[count];
        Random random = new Random(SEED);
        for (int i = 0; i < count; i++) {
            if (i % 50 == 0) {
                progress.accept(count + " pictures of codes, from the " + (i + 1) + "th");
            }
            String text = code(i);
            BufferedImage picture = PhotographedCode.of(text)
                    .held(pose(random))
                    .in(light(random))
                    .picture();
            LuminanceFrame frame = LuminanceFrame.of(picture);
            PlainQrReader peer = new PlainQrReader(picture);
            long start = System.nanoTime();
            Optional<String> found = decoder.decode(frame);
            ours[i] = (System.nanoTime() - start) / 1e6;
            start = System.nanoTime();
            Optional<String> byPeer = peer.read();
            peers[i] = (System.nanoTime() - start) / 1e6;
            read += found.isPresent() ? 1 : 0;
            misread += found.isPresent() && !found.get().equals(text) ? 1 : 0;
            plain += byPeer.or(peer::readWithBoth).isPresent() ? 1 : 0;
            glanced += decoder.glance(frame).or(() -> decoder.glance(frame)).isPresent() ? 1 : 0;
        }
        return List.of(
                Row.atLeast(
                        "codes read of " + count + " (at least as many as ZXing's two binarisers)",
                        read,
                        "codes",
                        plain),
                Row.atLeast("codes read within two frames of a stream, likewise", glanced, "codes", plain),
                Row.below("codes read wrongly", misread, "codes", 0),
                Row.of("a still, median", Sample.of(ours).median(), "ms"),
                Row.of(
                        "a still, against ZXing's plain reader",
                        Sample.of(ours).over(Sample.of(peers)).median(),
                        "times"));
    }

    private static Pose pose(Random random) {
        return new Pose(
                random.nextDouble(-180, 180),
                random.nextDouble(-35, 35),
                random.nextDouble(-35, 35),
                random.nextDouble(0.3, 1.0));
    }

    private static Light light(Random random) {
        return new Light(
                random.nextDouble(0.15, 1),
                random.nextDouble(0, 0.8),
                random.nextInt(0, 4),
                random.nextDouble(0, 15),
                random.nextInt(4) == 0);
    }

    private static Row noise(Effort effort) {
        Random random = new Random(SEED);
        QrDecoder decoder = new QrDecoder();
        int count = effort.of(200, 20);
        int read = 0;
        for (int picture = 0; picture < count; picture++) {
            byte[] pixels = new byte[NOISE_WIDTH * NOISE_HEIGHT];
            int coarse = 1 + picture % 6;
            for (int y = 0; y < NOISE_HEIGHT; y++) {
                for (int x = 0; x < NOISE_WIDTH; x++) {
                    boolean isCorner = y % coarse == 0 && x % coarse == 0;
                    int corner = y / coarse * coarse * NOISE_WIDTH + x / coarse * coarse;
                    pixels[y * NOISE_WIDTH + x] = isCorner ? (byte) random.nextInt(256) : pixels[corner];
                }
            }
            LuminanceFrame frame = new LuminanceFrame(NOISE_WIDTH, NOISE_HEIGHT, pixels);
            read += decoder.decode(frame).isPresent() || decoder.glance(frame).isPresent() ? 1 : 0;
        }
        return Row.below("codes read in " + count + " pictures of noise", read, "codes", 0);
    }
}
