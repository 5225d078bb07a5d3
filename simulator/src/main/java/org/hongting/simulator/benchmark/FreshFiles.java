package org.hongting.simulator.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.hongting.central.platform.database.DataStore;
import org.hongting.central.platform.database.SqliteFile;

/// Files of SQLite, one after the other, in a folder for temporary ones.
final class FreshFiles implements IngestRates.Stores, AutoCloseable {
    private final Path folder;

    private FreshFiles(Path folder) {
        this.folder = folder;
    }

    static FreshFiles make() throws IOException {
        return new FreshFiles(Files.createTempDirectory("hongting-ingest-"));
    }

    @Override
    public DataStore fresh() throws IOException {
        try (Stream<Path> before = Files.list(folder)) {
            for (Path file : before.toList()) {
                Files.delete(file);
            }
        }
        return SqliteFile.open(folder.resolve("central.db"));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
