package org.hongting.central.course.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder for what is made on the way, removed with all it holds when it is closed.
public final class WorkFolder implements AutoCloseable {
    private final Path path;

    private WorkFolder(Path path) {
        this.path = path;
    }

    /// @param within made if it is not there
    public static WorkFolder make(Path within) throws IOException {
        Files.createDirectories(within);
        return new WorkFolder(Files.createTempDirectory(within, "work"));
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        remove(path);
    }

    /// Removes a folder with all it holds.
    public static void remove(Path path) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(path)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : all) {
            Files.deleteIfExists(one);
        }
    }
}
