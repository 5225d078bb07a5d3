package org.hongting.kiosk.diagnosis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.hongting.protocol.record.TestedPart;

/// Writes small pieces to the disk as the journal does, each forced there, reads them back, and says how long one took
/// and how much room there is. What it wrote is gone afterwards.
public final class DiskTrial {
    static final String PART = "disk";
    private static final int PIECES = 8;
    private static final int PIECE_BYTES = 4096;
    private static final long SLOW_MICROS = 200_000;
    private static final long LEAST_FREE_MEBIBYTES = 200;

    private DiskTrial() {}

    /// @param folder where the journal is
    /// @param random for what is written
    public static TestedPart of(Path folder, RandomGenerator random) {
        try {
            Path probe = Files.createTempFile(folder, "self-test", ".probe");
            try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                return judge(channel, Files.getFileStore(folder).getUsableSpace() >> 20, random);
            } finally {
                Files.deleteIfExists(probe);
            }
        } catch (IOException e) {
            return Trial.broken(PART, "fault");
        }
    }

    private static TestedPart judge(FileChannel channel, long free, RandomGenerator random) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        byte[] back = new byte[PIECE_BYTES];
        long[] micros = new long[PIECES];
        for (int i = 0; i < PIECES; i++) {
            random.nextBytes(piece);
            long place = (long) i * PIECE_BYTES;
            long began = System.nanoTime();
            channel.write(ByteBuffer.wrap(piece), place);
            channel.force(true);
            micros[i] = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began);
            channel.read(ByteBuffer.wrap(back), place);
            if (!Arrays.equals(piece, back)) {
                return Trial.broken(PART, "wrong-bytes");
            }
        }
        Arrays.sort(micros);
        Map<String, Long> figures = Map.of("write-micros", micros[PIECES / 2], "free-mib", free);
        if (free < LEAST_FREE_MEBIBYTES) {
            return Trial.doubtful(PART, "full", figures);
        }
        return micros[PIECES / 2] > SLOW_MICROS ? Trial.doubtful(PART, "slow", figures) : Trial.fine(PART, figures);
    }
}
