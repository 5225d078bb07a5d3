package org.hongting.sync.journal;

import java.nio.file.Path;
import java.security.SecureRandom;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Fact;
import org.hongting.sync.store.SqliteDatabase;
import org.hongting.sync.testing.SetClock;

/// A process that appends until it is killed or has got over a fault, and says each number once it is durable.
public final class WriterProcess {
    /// How many records are still written after the last fault.
    static final int RECORDS_AFTER_FAULT = 20;

    private WriterProcess() {}

    public static void main(String[] arguments) {
        try (SqliteDatabase database = SqliteDatabase.open(Path.of(arguments[0]))) {
            Journal journal =
                    Journal.open(database, new TerminalId("door-1"), new SetClock(), new SecureRandom(), "0.1.0");
            System.out.println("epoch " + journal.epoch());
            String reason = "x".repeat(Integer.parseInt(arguments[1]));
            int afterFault = -1;
            while (afterFault != 0) {
                try {
                    Entry entry = journal.write(
                            (transaction, appender) -> appender.append(new Fact.DeviceLost("pcsc-0", reason)));
                    System.out.println(entry.seq());
                    afterFault--;
                } catch (JournalFault fault) {
                    System.out.println("fault " + fault.kind());
                    afterFault = RECORDS_AFTER_FAULT;
                }
            }
        }
    }
}
