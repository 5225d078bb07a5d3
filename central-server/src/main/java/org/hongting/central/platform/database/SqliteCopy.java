package org.hongting.central.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;

/// Copies of a SQLite file by `VACUUM INTO`, on a connection of its own: the copy is one committed state, and no
/// writer waits for it. The log of the live file grows meanwhile.
public final class SqliteCopy implements StoreCopy {
    private final Path live;

    /// @param live the file that is copied; it may be in use
    public SqliteCopy(Path live) {
        this.live = live;
    }

    @Override
    public void write(Path target) {
        try {
            try (Connection connection = SqliteFile.look(live).getConnection();
                    PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
                statement.setString(1, target.toString());
                statement.execute();
            }
            SqliteFile.markAsCopy(target);
        } catch (SQLException e) {
            throw SqlFaults.of(e);
        }
    }

    @Override
    public long bytes() throws IOException {
        Path log = live.resolveSibling(live.getFileName() + "-wal");
        return Files.size(live) + (Files.exists(log) ? Files.size(log) : 0);
    }

    @Override
    public Database look(Path copy) {
        return new JdbcDatabase(SqliteFile.lookAtCopy(copy));
    }

    @Override
    public Optional<String> damage(Path copy) {
        try {
            List<String> found = look(copy)
                    .reading(transaction ->
                            transaction.query("PRAGMA integrity_check(1)", row -> row.text("integrity_check")));
            return found.equals(List.of("ok")) ? Optional.empty() : Optional.of(String.join("; ", found));
        } catch (DatabaseFault e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
