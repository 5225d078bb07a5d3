package org.hongting.sync.store;

import java.sql.SQLException;
import org.hongting.protocol.port.DatabaseFault;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Turns SQLite's result codes into the kinds of fault that change what to do next.
final class Faults {
    private static final int PRIMARY_CODE = 0xFF;

    private Faults() {}

    static DatabaseFault of(SQLException e) {
        return new DatabaseFault(kindOf(e), nameOf(e), e);
    }

    private static DatabaseFault.Kind kindOf(SQLException e) {
        if (!(e instanceof SQLiteException sqlite)) {
            return DatabaseFault.Kind.OTHER;
        }
        return kindOf(sqlite.getResultCode().code);
    }

    /// @param code one of SQLite's, as extended as it may be
    static DatabaseFault.Kind kindOf(int code) {
        return switch (SQLiteErrorCode.getErrorCode(code & PRIMARY_CODE)) {
            case SQLITE_FULL -> DatabaseFault.Kind.FULL;
            case SQLITE_IOERR, SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM -> DatabaseFault.Kind.INPUT_OUTPUT;
            case SQLITE_CORRUPT, SQLITE_NOTADB -> DatabaseFault.Kind.CORRUPT;
            case SQLITE_BUSY, SQLITE_LOCKED -> DatabaseFault.Kind.BUSY;
            case SQLITE_CONSTRAINT -> DatabaseFault.Kind.CONSTRAINT;
            default -> DatabaseFault.Kind.OTHER;
        };
    }

    private static String nameOf(SQLException e) {
        return e instanceof SQLiteException sqlite
                ? sqlite.getResultCode().name()
                : e.getClass().getSimpleName();
    }
}
