package org.hongting.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hongting.kiosk.TerminalRetention.Pace;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.wire.Acknowledgement.Watermark;
import org.hongting.protocol.wire.Hello.HeldEpoch;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.journal.Retention;
import org.hongting.sync.store.SqliteDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalRetentionTest {
    private static final TerminalId TERMINAL = new TerminalId("door-1");

    @TempDir
    Path data;

    private final List<Duration> pauses = new ArrayList<>();
    private final List<Runnable> steps = new ArrayList<>();
    private OffsetDateTime now = OffsetDateTime.parse("2026-11-22T09:00:00+08:00");
    private ClockQuality quality = ClockQuality.SYNCED;

    private final TerminalClock clock = () -> new ClockReading(now, quality, new BootId("boot-1"), 1);

    private final Scheduler later = new Scheduler() {
        @Override
        public Cancellable after(Duration delay, Runnable step) {
            pauses.add(delay);
            steps.add(step);
            return () -> {};
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void execute(Runnable step) {
            step.run();
        }
    };

    private long turn(SqliteDatabase database) {
        steps.removeFirst().run();
        return database.reading(transaction -> transaction
                .queryFirst("SELECT count(*) AS n FROM journal_record", row -> row.integer("n"))
                .orElseThrow());
    }

    @Test
    void oldRecordsGoStepByStepAndOnlyByAClockThatKnows() {
        SqliteDatabase database = SqliteDatabase.inMemory();
        Journal journal = journalOf(database, 300);
        start(database, Pace.STANDARD);
        assertThat(turn(database)).as("young").isEqualTo(300);
        now = now.plusDays(401);
        quality = ClockQuality.GUESSED;
        assertThat(turn(database)).as("who knows what day it is").isEqualTo(300);
        quality = ClockQuality.SYNCED;
        assertThat(turn(database)).isEqualTo(100);
        assertThat(turn(database)).as("the last stays").isEqualTo(1);
        assertThat(turn(database)).isEqualTo(1);
        assertThat(pauses)
                .containsExactly(
                        Duration.ofMinutes(10),
                        Duration.ofHours(6),
                        Duration.ofHours(6),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofHours(6));
        assertThat(journal.previousBreak()).isEmpty();
    }

    @Test
    void whereTheDiskIsShortAgeProtectsNothingThatIsSafeAndEverythingElseStays() {
        SqliteDatabase database = SqliteDatabase.inMemory();
        journalOf(database, 120);
        quality = ClockQuality.GUESSED;
        Pace pace = new Pace(
                Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofSeconds(1), Retention.AGE, Long.MAX_VALUE);
        start(database, pace);
        assertThat(turn(database)).isEqualTo(180);
        assertThat(turn(database)).isEqualTo(180);
        assertThat(pauses).containsExactly(Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofHours(1));
    }

    private void start(SqliteDatabase database, Pace pace) {
        DiskReserve none = new DiskReserve(data.resolve("reserve"), 0);
        new TerminalRetention(new Retention(database, TERMINAL), () -> {}, clock, data, later, none, pace).start();
    }

    /// 300 records that the centre has acknowledged, the first of them safe.
    private Journal journalOf(SqliteDatabase database, long safe) {
        Journal journal = Journal.open(database, TERMINAL, clock, new Random(1), "test 1");
        journal.write((transaction, appender) -> {
            for (int i = 0; i < 299; i++) {
                appender.append(new Fact.DeviceReturned("pcsc-0"));
            }
            return true;
        });
        HeldEpoch held = journal.outbox().held().getFirst();
        journal.outbox().acknowledge(new StoreId("s", 1), new Watermark(held.epoch(), 300, held.head(), safe, 0));
        return journal;
    }
}
