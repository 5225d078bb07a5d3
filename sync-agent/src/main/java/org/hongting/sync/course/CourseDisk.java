package org.hongting.sync.course;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// What changes files, one step a method, so that a test can cut the power at each.
public interface CourseDisk {
    /// Writes bytes at a place of a file, which is made if it is not there, and forces them onto the disk.
    void write(Path file, long at, byte[] bytes, int length) throws IOException;

    /// Cuts a file off.
    void truncate(Path file, long size) throws IOException;

    /// Gives a file its final name, durably.
    void rename(Path from, Path to) throws IOException;

    void delete(Path file) throws IOException;

    /// Bytes that may still be written.
    long usable(Path folder) throws IOException;

    /// The machine's own.
    static CourseDisk real() {
        return new CourseDisk() {
            @Override
            public void write(Path file, long at, byte[] bytes, int length) throws IOException {
                try (FileChannel channel =
                        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
                    long place = at;
                    while (buffer.hasRemaining()) {
                        place += channel.write(buffer, place);
                    }
                    channel.force(true);
                }
            }

            @Override
            public void truncate(Path file, long size) throws IOException {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(size);
                    channel.force(true);
                }
            }

            @Override
            public void rename(Path from, Path to) throws IOException {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
                try (FileChannel folder = FileChannel.open(to.resolveSibling("."), StandardOpenOption.READ)) {
                    folder.force(true);
                }
            }

            @Override
            public void delete(Path file) throws IOException {
                Files.deleteIfExists(file);
            }

            @Override
            public long usable(Path folder) throws IOException {
                return Files.getFileStore(folder).getUsableSpace();
            }
        };
    }
}
