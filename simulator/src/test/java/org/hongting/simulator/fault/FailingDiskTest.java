package org.hongting.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.simulator.fault.FailingDisk.Trouble;
import org.hongting.simulator.process.ChildProcess;
import org.hongting.sync.journal.Entry;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.journal.JournalFault;
import org.hongting.sync.journal.JournalFile;
import org.hongting.sync.store.SqliteDatabase;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A journal on a disk that now and then takes nothing, gives nothing back, or says that it is full.
@RequiresTool("fiu-run")
class FailingDiskTest {
    private static final List<List<Trouble>> TROUBLES =
            List.of(List.of(Trouble.WRITE), List.of(Trouble.READ, Trouble.SPACE));
    private static final List<Double> SHARES = List.of(0.05, 0.3);
    private static final int ATTEMPTS = 15;

    @TempDir
    Path folder;

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final List<Long> durable = new ArrayList<>();
    private final Set<String> faults = new TreeSet<>();

    @Test
    void whateverFailsWhatWasCalledDurableIsThereAndItGoesOnAndNoStartCallsTheFileDamaged() throws Exception {
        Path file = folder.resolve("terminal.db");
        FailingDisk disk = new FailingDisk(folder.resolve("calls"));
        ChildProcess.Program program = new ChildProcess.Program(
                Writer.class.getName(), List.of("-XX:-UsePerfData"), List.of(file.toString()), disk.environment());
        try (ChildProcess writer = ChildProcess.start(program, folder.resolve("log"), said::add)) {
            goesOn();
            for (List<Trouble> troubles : TROUBLES) {
                for (double share : SHARES) {
                    suffers(disk, troubles, share);
                    goesOn();
                }
            }
            writer.kill();
        }
        assertThat(faults)
                .contains("INPUT_OUTPUT", "FULL", "start: INPUT_OUTPUT")
                .doesNotContain("OTHER")
                .noneMatch(fault -> fault.startsWith("start: CORRUPT"));
        assertThat(durable).isSorted().doesNotHaveDuplicates();
        JournalFile.Verdict verdict = JournalFile.verify(file);
        assertThat(verdict.isIntact()).isTrue();
        assertThat(verdict.epochs()).hasSize(1);
        assertThat(verdict.records()).isGreaterThanOrEqualTo(durable.getLast());
    }

    private void suffers(FailingDisk disk, List<Trouble> troubles, double share)
            throws IOException, InterruptedException {
        for (Trouble trouble : troubles) {
            disk.begin(trouble, share);
        }
        while (!said.isEmpty()) {
            hear();
        }
        for (int i = 0; i < ATTEMPTS; i++) {
            hear();
        }
        for (Trouble trouble : troubles) {
            disk.end(trouble);
        }
    }

    /// What was under way when the disk became well may still fail.
    private void goesOn() throws InterruptedException {
        for (int before = durable.size(); durable.size() < before + 1; ) {
            hear();
        }
    }

    private void hear() throws InterruptedException {
        String line = said.poll(30, TimeUnit.SECONDS);
        assertThat(line).as("what it says").isNotNull();
        if (Character.isDigit(line.charAt(0))) {
            durable.add(Long.valueOf(line));
        } else {
            faults.add(line);
        }
    }

    /// A process that writes until it is killed, and says each number once it is durable.
    public static final class Writer {
        private Writer() {}

        /// What a terminal would be told that starts at this moment.
        private static void start(Path file) {
            try {
                SqliteDatabase.open(file).close();
            } catch (DatabaseFault fault) {
                String damage = fault.kind() == DatabaseFault.Kind.CORRUPT ? " because " + fault.getMessage() : "";
                System.out.println("start: " + fault.kind() + damage);
            }
        }

        public static void main(String[] arguments) {
            TerminalClock clock = () -> new ClockReading(
                    OffsetDateTime.parse("2026-11-23T08:00:00+08:00"),
                    ClockQuality.SYNCED,
                    new BootId("boot"),
                    System.nanoTime());
            Random random = new Random(1);
            try (SqliteDatabase database = SqliteDatabase.open(Path.of(arguments[0]))) {
                Journal journal = Journal.open(database, new TerminalId("door-1"), clock, random, "0.1.0");
                String reason = "x".repeat(2_000);
                while (true) {
                    try {
                        Entry entry =
                                journal.write((_, appender) -> appender.append(new Fact.DeviceLost("pcsc-0", reason)));
                        System.out.println(entry.seq());
                    } catch (JournalFault fault) {
                        System.out.println(fault.kind());
                        start(Path.of(arguments[0]));
                    }
                }
            }
        }
    }
}
