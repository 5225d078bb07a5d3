package org.hongting.central.platform.database;

import java.sql.SQLException;
import org.hongting.protocol.port.DatabaseFault;

/// What SQLite's result codes mean to whoever has to go on.
final class SqlFaults {
    private static final int PRIMARY_CODE = 0xff;

    private SqlFaults() {}

    static DatabaseFault of(SQLException e) {
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
