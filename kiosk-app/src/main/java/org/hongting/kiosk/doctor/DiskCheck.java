package org.hongting.kiosk.doctor;

import static org.hongting.kiosk.doctor.Finding.advice;
import static org.hongting.kiosk.doctor.Finding.fine;
import static org.hongting.kiosk.doctor.Finding.wrong;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Whether the data folder keeps what is written to it: on a real file system, with room, at a speed a queue can
/// bear.
final class DiskCheck {
    private static final long LEAST_FREE_BYTES = 200L << 20;
    private static final double SLOW_MILLIS = 200;
    private static final int PROBES = 5;

    private final Mounts mounts;

    DiskCheck(Machine machine) {
        this.mounts = new Mounts(machine);
    }

    Finding examine(Path data) {
        Path folder = Mounts.nearestFolder(data);
        try {
            Optional<String> kind = mounts.forgetful(data);
            if (kind.isPresent()) {
                return wrong(
                        "disk",
                        folder + " is on " + kind.get() + " and forgets everything at a restart",
                        Mounts.REMEDY);
            }
            if (!Files.isWritable(folder)) {
                return wrong("disk", folder + " cannot be written", "give the kiosk's user the right to write there");
            }
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < LEAST_FREE_BYTES) {
                return wrong("disk", (free >> 20) + " MB free in " + folder, "free at least 200 MB");
            }
            double millis = syncMillis(folder);
            String detail = "%s, %d MB free, a durable write takes %.1f ms".formatted(folder, free >> 20, millis);
            return millis > SLOW_MILLIS
                    ? advice("disk", detail, "a better memory card makes the queue faster")
                    : fine("disk", detail);
        } catch (IOException e) {
            return wrong("disk", folder + ": " + e.getClass().getSimpleName(), "look at the disk: dmesg | tail");
        }
    }

    /// The median of a few small writes, each forced to the disk.
    private static double syncMillis(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder, "doctor", ".probe");
        try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.WRITE)) {
            double[] millis = new double[PROBES];
            for (int i = 0; i < PROBES; i++) {
                long began = System.nanoTime();
                channel.write(ByteBuffer.wrap(new byte[512]), 512L * i);
                channel.force(true);
                millis[i] = (System.nanoTime() - began) / 1e6;
            }
            java.util.Arrays.sort(millis);
            return millis[PROBES / 2];
        } finally {
            Files.deleteIfExists(probe);
        }
    }
}
