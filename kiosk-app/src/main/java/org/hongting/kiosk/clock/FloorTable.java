package org.hongting.kiosk.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.sync.store.Migration;

/// The latest proven moment, kept over restarts, so that a terminal without a battery clock does not fall behind what
/// it has known. Written every ten minutes at most: it is a lower bound, need not be exact, and a
/// memory card wears.
public final class FloorTable {
    public static final List<Migration> MIGRATIONS = List.of(new Migration(
            "clock",
            1,
            List.of("CREATE TABLE clock_floor (id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER NOT NULL) STRICT")));

    private static final System.Logger LOG = System.getLogger(FloorTable.class.getName());
    private static final Duration STEP = Duration.ofMinutes(10);

    private final Database database;
    private Instant written = Instant.EPOCH;

    public FloorTable(Database database) {
        this.database = database;
    }

    /// The moment that was kept; 1970 if none was.
    public Instant read() {
        written = database.reading(transaction -> transaction
                .queryFirst("SELECT at FROM clock_floor", row -> Instant.ofEpochMilli(row.integer("at")))
                .orElse(Instant.EPOCH));
        return written;
    }

    /// Keeps a proven moment if it is later than the one kept by ten minutes or more.
    public void raise(Instant proven) {
        if (proven.isBefore(written.plus(STEP))) {
            return;
        }
        try {
            database.inTransaction(transaction -> transaction.update("""
                    INSERT INTO clock_floor (id, at) VALUES (1, ?)
                    ON CONFLICT (id) DO UPDATE SET at = max(at, excluded.at)
                    """, proven.toEpochMilli()));
            written = proven;
        } catch (DatabaseFault e) {
            LOG.log(System.Logger.Level.WARNING, "the latest proven time could not be kept: {0}", e.kind());
        }
    }
}
