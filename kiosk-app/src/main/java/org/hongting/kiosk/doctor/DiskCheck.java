package org.hongting.kiosk.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hongting.kiosk.doctor.Finding.advice;
import static org.hongting.kiosk.doctor.Finding.fine;
import static org.hongting.kiosk.doctor.Finding.wrong;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether the data folder keeps what is written to it: on a real file system, with room, at a speed a queue can
/// bear.
final class DiskCheck {
    private static final long LEAST_FREE_BYTES = 200L << 20;
    private static final double SLOW_MILLIS = 200;
    private static final int PROBES = 5;
    private static final Set<String> VOLATILE = Set.of("tmpfs", "overlay", "ramfs");

    private final Machine machine;

    DiskCheck(Machine machine) {
        this.machine = machine;
    }

    Finding examine(Path data) {
        Path folder = nearestFolder(data);
        try {
            Optional<String> kind = fileSystemOf(folder.toRealPath());
            if (kind.filter(VOLATILE::contains).isPresent()) {
                return wrong(
                        "disk",
                        folder + " is on " + kind.get() + " and forgets everything at a restart",
                        "put the data folder on a real partition (with overlayroot: overlayroot=tmpfs:recurse=0)");
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

    private static Path nearestFolder(Path data) {
        Path folder = data.toAbsolutePath().normalize();
        while (!Files.isDirectory(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        return folder;
    }

    /// The kind of the mount with the longest path above the folder, from /proc/mounts.
    private Optional<String> fileSystemOf(Path folder) throws IOException {
        Path mounts = machine.path("/proc/mounts");
        if (!Files.exists(mounts)) {
            return Optional.empty();
        }
        record Mount(Path at, String kind) {}
        List<Mount> all = Files.readAllLines(mounts, UTF_8).stream()
                .map(line -> line.split(" ", -1))
                .filter(words -> words.length > 2)
                .map(words -> new Mount(Path.of(words[1].replace("\\040", " ")), words[2]))
                .toList();
        return all.stream()
                .filter(mount -> folder.startsWith(mount.at()))
                .max(Comparator.comparingInt(mount -> mount.at().getNameCount()))
                .map(Mount::kind);
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
