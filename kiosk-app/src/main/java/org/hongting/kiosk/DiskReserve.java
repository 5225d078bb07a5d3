package org.hongting.kiosk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Room on the terminal's disk that is set aside while there is plenty, and given back when the disk is full: people
/// go on being recorded while somebody makes room. Safe for use by many threads.
final class DiskReserve {
    /// Some ten thousand records, and the log they are written through.
    private static final long BYTES = 16L << 20;

    private static final int STEP_BYTES = 1 << 20;

    /// It is set aside only where so many times as much is left, and given back only where so small a part is.
    private static final long PLENTY = 4;

    private static final System.Logger LOG = System.getLogger(DiskReserve.class.getName());

    private final Path file;
    private final long bytes;

    DiskReserve(Path file, long bytes) {
        this.file = file.toAbsolutePath();
        this.bytes = bytes;
    }

    static DiskReserve in(Path data) {
        return new DiskReserve(data.resolve("reserve"), BYTES);
    }

    /// Sets a little more aside, so that nobody waits for long.
    ///
    /// @return false where nothing is left to do: all of it is there, or the disk has no room for it
    synchronized boolean grow() {
        try {
            long there = Files.exists(file) ? Files.size(file) : 0;
            if (there >= bytes || usable() < PLENTY * bytes) {
                return false;
            }
            // Bytes that are written, for a file can be long and take no room.
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                channel.write(ByteBuffer.allocate((int) Math.min(STEP_BYTES, bytes - there)));
                channel.force(true);
            }
            return true;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "no room could be set aside: {0}", e.getMessage());
            return false;
        }
    }

    /// Gives it back, where the disk is full.
    ///
    /// @return whether there was any
    synchronized boolean release() {
        try {
            if (usable() >= bytes / PLENTY || !Files.deleteIfExists(file)) {
                return false;
            }
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the disk is full: the {0} MiB that were set aside are given back; make room on it",
                    bytes >> 20);
            return true;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the room set aside could not be given back: {0}", e.getMessage());
            return false;
        }
    }

    private long usable() throws IOException {
        return Files.getFileStore(file.getParent() == null ? file : file.getParent())
                .getUsableSpace();
    }
}
