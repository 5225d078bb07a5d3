package org.hongting.simulator.fault;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hongting.simulator.process.Tool;

/// A file system (ext4) in a file, of which the power can be cut: what was written and never synced is gone, because
/// the
/// kernel kept it in memory alone. Needs root and a loop device.
///
/// A cut copies the file as it is and goes on from the copy. What the kernel still held for the old file is written
/// there, where nobody looks.
public final class PowerDisk implements AutoCloseable {
    private static final long BYTES = 64L << 20;
    private static final int MOST_COPIES = 50;

    /// Reads done, merged, sectors, milliseconds, then the same of writes.
    private static final int SECTORS_WRITTEN = 6;

    private static final int UNDER_WAY = 8;

    private final Path folder;
    private Path image;
    private int cuts;

    private PowerDisk(Path folder, Path image) {
        this.folder = folder;
        this.image = image;
    }

    /// Why there can be none on this machine, or nothing.
    public static Optional<String> lacking() {
        if (!Tool.isRoot()) {
            return Optional.of("a power cut needs root: it mounts a file system");
        }
        return Tool.isHere("mkfs.ext4") && Files.exists(Path.of("/dev/loop-control"))
                ? Optional.empty()
                : Optional.of("a power cut needs a loop device and mkfs.ext4, of the package e2fsprogs");
    }

    /// @param folder an empty one
    /// @param image where the file is made
    public static PowerDisk mount(Path folder, Path image) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(BYTES);
        }
        Tool.run("mkfs.ext4", "-q", "-F", image.toString());
        PowerDisk disk = new PowerDisk(folder, image);
        disk.mount();
        return disk;
    }

    /// The power fails. Whoever had files open here must be dead already: SIGKILL writes nothing.
    ///
    /// @throws IOException if the kernel would not stop writing while the file was copied
    public void cut() throws IOException {
        cuts++;
        Path left = image.resolveSibling(image.getFileName().toString().replaceFirst("(-\\d+)?$", "-" + cuts));
        copy(left);
        Tool.run("umount", folder.toString());
        Files.delete(image);
        image = left;
    }

    /// Power is back: the file system recovers by its own journal.
    public void mount() throws IOException {
        Tool.run("mount", "-o", "loop", image.toString(), folder.toString());
    }

    @Override
    public void close() throws IOException {
        Tool.run("umount", folder.toString());
    }

    /// A copy is a picture of one moment only if nothing was written meanwhile.
    private void copy(Path left) throws IOException {
        String device = Path.of(Tool.run("findmnt", "-n", "-o", "SOURCE", "--mountpoint", folder.toString()))
                .getFileName()
                .toString();
        for (int copies = 0; copies < MOST_COPIES; copies++) {
            List<String> before = written(device);
            Tool.run("cp", "--sparse=always", image.toString(), left.toString());
            if (before.getLast().equals("0") && written(device).equals(before)) {
                return;
            }
        }
        throw new IOException("the kernel did not stop writing to " + device);
    }

    private static List<String> written(String device) throws IOException {
        String[] counts =
                Files.readString(Path.of("/sys/block", device, "stat")).strip().split("\\s+", -1);
        return List.of(counts[SECTORS_WRITTEN], counts[UNDER_WAY]);
    }
}
