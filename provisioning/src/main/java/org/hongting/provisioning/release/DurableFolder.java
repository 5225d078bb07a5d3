package org.hongting.provisioning.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A folder whose small files are the old one or the new one at every moment, also after a power cut. Links are not
/// followed: who owns the folder may be another than who reads it.
final class DurableFolder {
    private static final String UNFINISHED = ".unfinished";

    private final Path path;
    private final ReleaseDisk disk;

    DurableFolder(Path path, ReleaseDisk disk) {
        this.path = path;
        this.disk = disk;
    }

    Path path(String name) {
        return path.resolve(name);
    }

    ReleaseDisk disk() {
        return disk;
    }

    void make() throws IOException {
        if (!Files.isDirectory(path)) {
            disk.makeFolder(path);
            disk.forceFolder(path.toAbsolutePath().resolveSibling(".").normalize());
        }
    }

    /// Returns when the new content is on the disk. If it throws, the file is what it was or what it should be.
    void replace(String name, byte[] content) throws IOException {
        make();
        Path unfinished = path(name + UNFINISHED);
        disk.delete(unfinished);
        disk.write(unfinished, 0, content, content.length);
        disk.force(unfinished);
        disk.rename(unfinished, path(name));
        disk.forceFolder(path);
    }

    /// Empty where there is no such file, or it is longer than the cap.
    Optional<byte[]> read(String name, int cap) throws IOException {
        Path file = path(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (InputStream stream = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] content = stream.readNBytes(cap + 1);
            return content.length > cap ? Optional.empty() : Optional.of(content);
        }
    }

    /// Deletes a file, or a folder with all that is in it.
    void deleteAll(String name) throws IOException {
        Path file = path(name);
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            DurableFolder folder = new DurableFolder(file, disk);
            for (String inner : folder.names()) {
                folder.deleteAll(inner);
            }
        }
        disk.delete(file);
    }

    List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> files = Files.list(path)) {
                files.map(file -> String.valueOf(file.getFileName())).sorted().forEach(names::add);
            }
        }
        return names;
    }
}
