package org.hongting.kiosk;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hongting.kiosk.clock.SystemTerminalClock;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Fact;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.store.Migration;
import org.hongting.sync.store.Schema;
import org.hongting.sync.store.SqliteDatabase;

/// A start of some version of the kiosk that writes into the terminal's file and then has its power cut.
public final class JournalProcess {
    private JournalProcess() {}

    /// @param arguments the file, what the version calls itself, and how many steps its schema has more than this one
    public static void main(String[] arguments) {
        SqliteDatabase database = SqliteDatabase.open(Path.of(arguments[0]));
        List<Migration> migrations = new ArrayList<>(DeskTables.migrations());
        for (int step = 1; step <= Integer.parseInt(arguments[2]); step++) {
            migrations.add(new Migration(
                    "later",
                    step,
                    List.of(
                            "CREATE TABLE later_" + step + " (id TEXT NOT NULL PRIMARY KEY) STRICT",
                            "ALTER TABLE desk_meeting ADD COLUMN later_" + step + " TEXT")));
        }
        Schema.apply(database, migrations);
        Journal journal = Journal.open(
                database,
                new TerminalId("door-1"),
                new SystemTerminalClock(SystemTerminalClock.Sources.ofThisMachine(), Instant.EPOCH),
                new SecureRandom(),
                arguments[1]);
        for (int record = 0; record < 20; record++) {
            String reason = arguments[1] + " " + record;
            journal.write((_, appender) -> appender.append(new Fact.DeviceLost("pcsc-0", reason)));
        }
        Runtime.getRuntime().halt(0);
    }
}
