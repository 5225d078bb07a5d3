package org.hongting.sync.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.Codes;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/// A statement that is prepared once and run many times.
///
/// It runs on the driver's inner layer and not through JDBC's results: those ask SQLite for the name of every column
/// at every use and take texts over one by one in buffers of their own, which together costs more than the lookup.
///
/// What was bound last stays bound until the next use binds anew. Clearing it would make SQLite prepare some
/// statements once more at every use: those for which it looked at a value to choose its way, joins among them. That
/// costs several times as much as running them. So every use binds every parameter.
final class Prepared implements Transaction.Row {
    /// More than this in one parameter is not kept in memory between uses.
    private static final int LARGE_BYTES = 64 * 1024;

    private static final Pattern SCHEMA = Pattern.compile("\\s*(?:CREATE|ALTER|DROP)\\b", Pattern.CASE_INSENSITIVE);

    private final PreparedStatement statement;
    private final CoreStatement core;
    private final DB driver;
    private final long handle;
    private final int parameters;
    private final boolean changesSchema;
    private Map<String, Integer> columns = Map.of();
    private boolean holdsMuch;
    private boolean taken;

    /// The handle is SQLite's own and must not be used when the statement is closed: while this is true it is not.
    private boolean onRow;

    /// The driver ends a use itself where the statement came to its end at once.
    private boolean open;

    Prepared(SQLiteConnection connection, String sql) throws SQLException {
        this.statement = connection.prepareStatement(sql);
        this.core = (CoreStatement) statement;
        this.driver = connection.getDatabase();
        this.handle = core.pointer.safeRunLong((_, pointer) -> pointer);
        this.parameters = statement.getParameterMetaData().getParameterCount();
        this.changesSchema = SCHEMA.matcher(sql).lookingAt();
    }

    /// Runs the statement to its first row.
    ///
    /// @return false if it has none
    /// @throws IllegalArgumentException if there are not as many values as the statement has parameters
    boolean execute(@Nullable Object... values) throws SQLException {
        check(values);
        onRow = driver.execute(core, values);
        open = onRow;
        return onRow;
    }

    /// Goes on from a row to the next.
    boolean next() throws SQLException {
        checkOnRow();
        int code = driver.step(handle);
        onRow = code == Codes.SQLITE_ROW;
        if (!onRow && code != Codes.SQLITE_DONE) {
            driver.throwex(code);
        }
        return onRow;
    }

    /// @return rows changed
    int update(@Nullable Object[] values) throws SQLException {
        if (execute(values)) {
            throw new IllegalArgumentException("what only changes rows returns none");
        }
        return Math.toIntExact(driver.changes());
    }

    /// Ends a use: a statement that still stands on a row would hold up a commit.
    void reset() throws SQLException {
        onRow = false;
        if (open) {
            open = false;
            driver.reset(handle);
        }
    }

    /// For one use.
    ///
    /// @return false if it is in use already
    boolean take() {
        boolean free = !taken;
        taken = true;
        return free;
    }

    void giveBack() {
        taken = false;
    }

    boolean isTaken() {
        return taken;
    }

    private void checkOnRow() {
        if (!onRow) {
            throw new IllegalStateException("a row must not be kept");
        }
    }

    private void check(@Nullable Object[] values) {
        if (values.length != parameters) {
            throw new IllegalArgumentException(
                    "the statement has " + parameters + " parameters, and not " + values.length);
        }
        for (Object value : values) {
            if (value instanceof byte[] bytes) {
                holdsMuch |= bytes.length > LARGE_BYTES;
            } else if (!(value == null
                    || value instanceof String
                    || value instanceof Long
                    || value instanceof Integer)) {
                throw new IllegalArgumentException(
                        "no column for a " + value.getClass().getSimpleName());
            }
        }
    }

    /// Whether the columns of other statements may stand elsewhere after it.
    boolean changesSchema() {
        return changesSchema;
    }

    /// Whether it is better closed than kept.
    boolean holdsMuch() {
        return holdsMuch;
    }

    void close() throws SQLException {
        onRow = false;
        statement.close();
    }

    @Override
    public String text(String column) {
        return present(column, textOrNull(column));
    }

    @Override
    public @Nullable String textOrNull(String column) {
        byte[] utf8 = bytesOrNull(column);
        return utf8 == null ? null : new String(utf8, UTF_8);
    }

    @Override
    public long integer(String column) {
        try {
            return driver.column_long(handle, index(column));
        } catch (SQLException e) {
            throw Faults.of(e);
        }
    }

    @Override
    public byte[] bytes(String column) {
        return present(column, bytesOrNull(column));
    }

    @Override
    public boolean isNull(String column) {
        try {
            return driver.column_type(handle, index(column)) == Codes.SQLITE_NULL;
        } catch (SQLException e) {
            throw Faults.of(e);
        }
    }

    private byte @Nullable [] bytesOrNull(String column) {
        try {
            return driver.column_blob(handle, index(column));
        } catch (SQLException e) {
            throw Faults.of(e);
        }
    }

    private int index(String column) throws SQLException {
        checkOnRow();
        Integer known = columns.get(column);
        if (known == null) {
            columns = look();
            known = present(column, columns.get(column));
        }
        return known;
    }

    void forgetColumns() {
        columns = Map.of();
    }

    private Map<String, Integer> look() throws SQLException {
        String[] names = driver.column_names(handle);
        Map<String, Integer> found = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            found.put(names[i].intern(), i);
        }
        return found;
    }

    private static <T> T present(String column, @Nullable T value) {
        if (value == null) {
            throw new DatabaseFault(DatabaseFault.Kind.OTHER, "no value in column " + column);
        }
        return value;
    }
}
