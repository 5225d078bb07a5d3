package org.hongting.provisioning.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// A directory of small secret files: 0700, its files 0600. A file is the old one or the new one at every moment,
/// also after a power cut. One process at a time.
public final class DurableDirectory {
    static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private static final String UNFINISHED = ".unfinished";

    private final Path path;
    private final FileOperations operations;

    private DurableDirectory(Path path, FileOperations operations) {
        this.path = path;
        this.operations = operations;
    }

    /// Makes the directory if there is none and takes others' rights away if they have any.
    public static DurableDirectory open(Path path, FileOperations operations) throws IOException {
        if (!Files.isDirectory(path)) {
            Path parent = path.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(path, PosixFilePermissions.asFileAttribute(DIRECTORY));
            if (parent != null) {
                operations.forceDirectory(parent);
            }
        }
        if (!Files.getPosixFilePermissions(path).equals(DIRECTORY)) {
            Files.setPosixFilePermissions(path, DIRECTORY);
        }
        return new DurableDirectory(path, operations);
    }

    public Path path(String name) {
        return path.resolve(name);
    }

    /// Returns when the file's new content is on the disk. If it throws, the file is what it was or what it
    /// should be.
    public void replace(String name, byte[] content) throws IOException {
        Path unfinished = path.resolve(name + UNFINISHED);
        operations.write(unfinished, content);
        operations.force(unfinished);
        operations.move(unfinished, path.resolve(name));
        operations.forceDirectory(path);
    }

    /// @param cap bytes; a longer file is not read
    /// @return empty if there is no such file
    /// @throws IOException if it cannot be read or is longer than the cap
    public Optional<byte[]> read(String name, int cap) throws IOException {
        Path file = path.resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (!Files.getPosixFilePermissions(file).equals(FILE)) {
            Files.setPosixFilePermissions(file, FILE);
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] content = stream.readNBytes(cap + 1);
            if (content.length > cap) {
                throw new IOException(name + " is longer than " + cap + " bytes");
            }
            return Optional.of(content);
        }
    }

    /// Returns when the name is gone from the disk.
    public void delete(String name) throws IOException {
        operations.delete(path.resolve(name));
        operations.forceDirectory(path);
    }
}
