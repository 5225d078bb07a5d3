package org.hongting.sync.journal;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.sync.store.SqliteDatabase;
import org.hongting.sync.testing.SetClock;

/// Compares one journal append with a bare durable commit of the same bytes, in turns, on the folder that is named.
/// Both sides go through the same driver with the same settings.
public final class AppendBench {
    private static final int ROUNDS = 60;
    private static final int PER_ROUND = 100;
    private static final int BARE_ENVELOPE = 300;
    private static final int BARE_BODY = 280;
    private static final int HEAD = 32;

    private AppendBench() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory(Path.of(arguments[0]), "append-bench");
        try (SqliteDatabase bare = SqliteDatabase.open(folder.resolve("bare.db"));
                SqliteDatabase ours = SqliteDatabase.open(folder.resolve("ours.db"))) {
            bare.inTransaction(transaction -> transaction.update("CREATE TABLE t (position INTEGER PRIMARY KEY,"
                    + " envelope BLOB NOT NULL, body BLOB NOT NULL, head BLOB NOT NULL) STRICT"));
            Journal journal = Journal.open(ours, new TerminalId("door-1"), new SetClock(), new SecureRandom(), "0.1.0");
            Fact fact = new Fact.CheckInAdmitted(
                    new MeetingId("meeting-1"),
                    MemberId.draw(new SecureRandom()),
                    new Fact.Origin(CredentialKind.CARD, "pcsc-0", false),
                    false);
            Runnable bareCommit = () -> bare.inTransaction(transaction -> transaction.update(
                    "INSERT INTO t (envelope, body, head) VALUES (?, ?, ?)",
                    new byte[BARE_ENVELOPE],
                    new byte[BARE_BODY],
                    new byte[HEAD]));
            Runnable append = () -> journal.write((transaction, appender) -> appender.append(fact));
            Side bareSide = new Side();
            Side ourSide = new Side();
            for (int round = 0; round < ROUNDS; round++) {
                bareSide.run(bareCommit, round);
                ourSide.run(append, round);
            }
            bareSide.print("bare commit");
            ourSide.print("journal append");
        }
    }

    private static final class Side {
        private static final int WARM_UP = ROUNDS / 2;

        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private final long[] wall = new long[(ROUNDS - WARM_UP) * PER_ROUND];
        private long cpu;
        private int measured;

        void run(Runnable commit, int round) {
            long cpuBefore = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < PER_ROUND; i++) {
                long before = System.nanoTime();
                commit.run();
                if (round >= WARM_UP) {
                    wall[measured++] = System.nanoTime() - before;
                }
            }
            if (round >= WARM_UP) {
                cpu += threads.getCurrentThreadCpuTime() - cpuBefore;
            }
        }

        void print(String what) {
            Arrays.sort(wall);
            long total = Arrays.stream(wall).sum();
            System.out.println(String.format(
                    Locale.ROOT,
                    "%-15s %6.0f commits/s  median %6.0f us  p99 %6.0f us  CPU %5.0f us",
                    what,
                    wall.length * 1e9 / total,
                    wall[wall.length / 2] / 1e3,
                    wall[wall.length * 99 / 100] / 1e3,
                    cpu / 1e3 / wall.length));
        }
    }
}
