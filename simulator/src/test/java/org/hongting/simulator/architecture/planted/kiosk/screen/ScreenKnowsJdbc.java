package org.hongting.simulator.architecture.planted.kiosk.screen;

import java.sql.Connection;

/// Breaks: JDBC only in sync.store.
public final class ScreenKnowsJdbc {
    public Class<?> forbidden() {
        return Connection.class;
    }
}
