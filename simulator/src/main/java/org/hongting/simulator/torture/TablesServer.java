package org.hongting.simulator.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.StoreAddress;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.simulator.process.PostgresqlProcess;
import org.hongting.sync.store.SqliteDatabase;
import org.jspecify.annotations.Nullable;

/// The centre's tables in a database of PostgreSQL, whose server is a process that can be killed.
final class TablesServer implements Tables {
    /// What the judge asks for, table by table. A column is text, bytes where a `*` stands behind it, or a number
    /// where a `#` does.
    private static final Map<String, List<String>> JUDGED = Map.of(
            "record", List.of("terminal", "epoch", "seq#", "type", "envelope*", "body*"),
            "quarantine", List.of("terminal", "epoch", "seq#", "envelope*", "body*"),
            "epoch", List.of("terminal", "epoch", "up_to#", "head*"),
            "arrival", List.of("terminal", "epoch", "seq#", "meeting", "member", "repeated#"),
            "alarm", List.of("kind", "terminal", "detail"),
            "audit", List.of("subject"));

    private final PostgresqlProcess server;
    private final String address;
    private final JdbcDatabase outside;

    private TablesServer(PostgresqlProcess server, String address) {
        this.server = server;
        this.address = address;
        this.outside = new JdbcDatabase(
                StoreAddress.of(Path.of(""), Optional.of(address), Map.of()).look());
    }

    /// @throws IOException where there is no PostgreSQL, or it does not start
    static TablesServer start() throws IOException, InterruptedException {
        PostgresqlProcess server = PostgresqlProcess.start()
                .orElseThrow(() -> new IOException(PostgresqlProcess.lacking().orElse("PostgreSQL is not here")));
        try {
            return new TablesServer(server, server.freshAddress());
        } catch (SQLException e) {
            server.close();
            throw new IOException("PostgreSQL gave no database", e);
        }
    }

    /// What the centre is told.
    String address() {
        return address;
    }

    PostgresqlProcess server() {
        return server;
    }

    @Override
    public <T extends @Nullable Object> T look(Database.Work<T> work) {
        return outside.reading(work);
    }

    /// The server is killed once more, and what it finds again by its own journal is copied.
    @Override
    public void secure(Path file) throws IOException, InterruptedException {
        server.kill();
        server.launch();
        server.awaitServing();
        try (SqliteDatabase copy = SqliteDatabase.open(file)) {
            for (Map.Entry<String, List<String>> table : JUDGED.entrySet()) {
                copy(table.getKey(), table.getValue(), copy);
            }
        }
    }

    private void copy(String table, List<String> columns, SqliteDatabase to) {
        String names =
                String.join(", ", columns.stream().map(TablesServer::nameOf).toList());
        String places = String.join(", ", columns.stream().map(_ -> "?").toList());
        List<@Nullable Object[]> rows = look(
                transaction -> transaction.query("SELECT " + names + " FROM " + table, row -> values(row, columns)));
        to.inTransaction(transaction -> {
            transaction.update("CREATE TABLE " + table + " (" + names + ")");
            transaction.updateEach("INSERT INTO " + table + " (" + names + ") VALUES (" + places + ")", rows);
            return rows.size();
        });
    }

    private static String nameOf(String column) {
        return column.replaceAll("[*#]$", "");
    }

    private static @Nullable Object[] values(Transaction.Row row, List<String> columns) {
        List<@Nullable Object> values = new ArrayList<>();
        for (String column : columns) {
            String name = nameOf(column);
            if (column.endsWith("*")) {
                values.add(row.isNull(name) ? null : row.bytes(name));
            } else if (column.endsWith("#")) {
                values.add(row.integer(name));
            } else {
                values.add(row.textOrNull(name));
            }
        }
        return values.toArray();
    }
}
