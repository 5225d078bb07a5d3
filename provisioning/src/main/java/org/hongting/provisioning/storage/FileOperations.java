package org.hongting.provisioning.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// The single steps of writing a file durably, apart, so that a test can end the world between any two of them.
public interface FileOperations {
    /// Makes or empties the file, readable by its owner only from its first moment, and writes the bytes.
    void write(Path file, byte[] bytes) throws IOException;

    /// Returns when content and length are on the disk.
    void force(Path file) throws IOException;

    /// Replaces `to` in one step.
    void move(Path from, Path to) throws IOException;

    /// Returns when the names in the directory are on the disk.
    void forceDirectory(Path directory) throws IOException;

    void delete(Path file) throws IOException;

    /// The real ones.
    static FileOperations real() {
        return new FileOperations() {
            @Override
            public void write(Path file, byte[] bytes) throws IOException {
                Files.deleteIfExists(file);
                try (FileChannel channel = FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(DurableDirectory.FILE))) {
                    ByteBuffer buffer = ByteBuffer.wrap(bytes);
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
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
            public void move(Path from, Path to) throws IOException {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            }

            @Override
            public void forceDirectory(Path directory) throws IOException {
                try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }

            @Override
            public void delete(Path file) throws IOException {
                Files.deleteIfExists(file);
            }
        };
    }
}
