package org.hongting.sync.journal;

import java.nio.file.Path;
import java.security.SecureRandom;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Fact;
import org.hongting.sync.store.SqliteDatabase;
import org.hongting.sync.testing.SetClock;

/// A process that appends until it is killed, and says each number once it is durable.
public final class WriterProcess {
    private WriterProcess() {}

    public static void main(String[] arguments) {
        try (SqliteDatabase database = SqliteDatabase.open(Path.of(arguments[0]))) {
            Journal journal =
                    Journal.open(database, new TerminalId("door-1"), new SetClock(), new SecureRandom(), "0.1.0");
            System.out.println("epoch " + journal.epoch());
            while (true) {
                Entry entry = journal.write(
                        (transaction, appender) -> appender.append(new Fact.DeviceLost("pcsc-0", "unplugged")));
                System.out.println(entry.seq());
            }
        }
    }
}
