package org.hongting.kiosk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Random;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.simulator.demo.RequiresRoot;
import org.hongting.simulator.fault.SmallDisk;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.journal.JournalFault;
import org.hongting.sync.journal.JournalFile;
import org.hongting.sync.store.SqliteDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real file system that is full to the last byte.
@RequiresRoot
class ReserveOnFullDiskTest {
    private static final long BYTES = 8_000_000;

    @TempDir
    Path folder;

    private final TerminalClock clock = () -> new ClockReading(
            OffsetDateTime.parse("2026-11-22T09:00:00+08:00"), ClockQuality.SYNCED, new BootId("boot-1"), 1);

    @Test
    void onAFullDiskItIsGivenBackAndTheJournalGoesOn() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder, 48);
                SqliteDatabase database = SqliteDatabase.open(folder.resolve("terminal.db"))) {
            Journal journal = Journal.open(database, new TerminalId("door-1"), clock, new Random(1), "test 1");
            DiskReserve reserve = new DiskReserve(folder.resolve("reserve"), BYTES);
            while (reserve.grow()) {
                record(journal, 1);
            }
            disk.fill();
            long before = JournalFile.verify(folder.resolve("terminal.db")).records();
            assertThatThrownBy(() -> record(journal, 10_000)).isInstanceOf(JournalFault.class);

            assertThat(reserve.release()).isTrue();
            record(journal, 1_000);
            assertThat(JournalFile.verify(folder.resolve("terminal.db")).records())
                    .isGreaterThanOrEqualTo(before + 1_000);
            assertThat(JournalFile.verify(folder.resolve("terminal.db")).isIntact())
                    .isTrue();
            assertThat(reserve.release()).as("it is gone").isFalse();
            assertThat(reserve.grow()).as("as long as there is no plenty").isFalse();

            disk.free();
            assertThat(reserve.grow()).isTrue();
        }
    }

    private static void record(Journal journal, int facts) {
        for (int i = 0; i < facts; i++) {
            journal.write((transaction, appender) -> appender.append(new Fact.DeviceReturned("pcsc-0")));
        }
    }
}
