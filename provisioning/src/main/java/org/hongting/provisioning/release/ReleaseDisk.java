package org.hongting.provisioning.release;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// What changes files and folders, one step a method, so that a test can cut the power at each. Nothing is on the disk
/// before it was forced.
public interface ReleaseDisk {
    /// Writes bytes at a place of a file, which is made if it is not there.
    void write(Path file, long at, byte[] bytes, int length) throws IOException;

    /// Returns when content and length of a file are on the disk.
    void force(Path file) throws IOException;

    /// Gives a file or folder its name, in place of a file that bears it.
    void rename(Path from, Path to) throws IOException;

    /// Returns when the names in a folder are on the disk.
    void forceFolder(Path folder) throws IOException;

    void makeFolder(Path folder) throws IOException;

    /// Deletes a file or an empty folder, if it is there.
    void delete(Path file) throws IOException;

    /// Bytes that may still be written.
    long usable(Path folder) throws IOException;

    /// The machine's own.
    static ReleaseDisk real() {
        return new ReleaseDisk() {
            @Override
            public void write(Path file, long at, byte[] bytes, int length) throws IOException {
                try (FileChannel channel =
                        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
                    long place = at;
                    while (buffer.hasRemaining()) {
                        place += channel.write(buffer, place);
                    }
                }
            }

            @Override
            public void force(Path file) throws IOException {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }

            @Override
            public void rename(Path from, Path to) throws IOException {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            }

            @Override
            public void forceFolder(Path folder) throws IOException {
                try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }

            @Override
            public void makeFolder(Path folder) throws IOException {
                Files.createDirectories(folder);
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
