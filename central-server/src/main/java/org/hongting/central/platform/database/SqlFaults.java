package org.hongting.central.platform.database;

import java.sql.SQLException;
import org.hongting.protocol.port.DatabaseFault;

/// What the result codes of SQLite and the states of PostgreSQL mean to whoever has to go on.
final class SqlFaults {
    private static final int PRIMARY_CODE = 0xff;
    private static final int STATE_LENGTH = 5;

    private SqlFaults() {}

    static DatabaseFault of(SQLException e) {
        String state = e.getSQLState();
        if (state != null && state.length() == STATE_LENGTH) {
            DatabaseFault.Kind kind = ofState(state);
            return new DatabaseFault(kind, "PostgreSQL state " + state + ": " + kind, e);
        }
        DatabaseFault.Kind kind = switch (e.getErrorCode() & PRIMARY_CODE) {
            case 13 -> DatabaseFault.Kind.FULL;
            case 10 -> DatabaseFault.Kind.INPUT_OUTPUT;
            case 11, 26 -> DatabaseFault.Kind.CORRUPT;
            case 5, 6 -> DatabaseFault.Kind.BUSY;
            case 19 -> DatabaseFault.Kind.CONSTRAINT;
            default -> DatabaseFault.Kind.OTHER;
        };
        return new DatabaseFault(kind, "SQLite code " + e.getErrorCode() + ": " + kind, e);
    }

    /// A lost connection and a server that ends are nobody's record's fault: whoever waits tries again.
    private static DatabaseFault.Kind ofState(String state) {
        return switch (state) {
            case "53100" -> DatabaseFault.Kind.FULL;
            case "XX001", "XX002" -> DatabaseFault.Kind.CORRUPT;
            // Serialisation, deadlock, a lock that took too long, a statement that was cancelled.
            case "40001", "40P01", "55P03", "57014" -> DatabaseFault.Kind.BUSY;
            default ->
                switch (state.substring(0, 2)) {
                    case "08", "57", "58" -> DatabaseFault.Kind.INPUT_OUTPUT;
                    case "53" -> DatabaseFault.Kind.BUSY;
                    case "23" -> DatabaseFault.Kind.CONSTRAINT;
                    default -> DatabaseFault.Kind.OTHER;
                };
        };
    }

    /// The fault behind an exception of Spring's transaction handling.
    static DatabaseFault of(RuntimeException e) {
        Throwable cause = e;
        while (cause != null) {
            if (cause instanceof SQLException sql) {
                return of(sql);
            }
            cause = cause.getCause();
        }
        return new DatabaseFault(DatabaseFault.Kind.OTHER, e.getClass().getSimpleName(), e);
    }
}
