package org.hongting.simulator.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hongting.protocol.port.Database;
import org.hongting.sync.store.SqliteDatabase;
import org.jspecify.annotations.Nullable;

/// Tables in a file of SQLite, with its log beside it.
record TablesFile(Path file) implements Tables {
    private static final List<String> LOGS = List.of("", "-wal");

    @Override
    public <T extends @Nullable Object> T look(Database.Work<T> work) {
        try (SqliteDatabase database = SqliteDatabase.openReadOnly(file)) {
            return database.reading(work);
        }
    }

    @Override
    public void secure(Path to) throws IOException {
        copy(file, to);
    }

    /// Copies a file of SQLite of which every writer is dead.
    static void copy(Path from, Path to) throws IOException {
        for (String log : LOGS) {
            Path part = from.resolveSibling(from.getFileName() + log);
            if (Files.exists(part)) {
                Files.copy(part, to.resolveSibling(to.getFileName() + log));
            }
        }
    }
}
