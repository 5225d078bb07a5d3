package org.hongting.central.ingest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Batch;
import org.jspecify.annotations.Nullable;

/// Measures the ingest behind the broker against a bare batch insert of the same rows, in the same order, as many to
/// a commit; the two take turns. Not a test: run it by hand, as the module's README says.
public final class IngestRate {
    private static final int RECORDS = 50_000;
    private static final int BATCH = 100;
    private static final int GROUP = 10;
    private static final int ROUNDS = 6;

    private IngestRate() {}

    public static void main(String[] arguments) throws Exception {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            TestTerminal terminal = TestTerminal.named("kiosk-1", new Random(round));
            terminal.arrivals(RECORDS - 1);
            List<Arrived> batches = new ArrayList<>();
            for (long first = 1; first <= RECORDS; first += BATCH) {
                batches.add(terminal.up(first, first + BATCH - 1));
            }
            List<@Nullable Object[]> rows = rowsOf(terminal, batches);
            double bare = rate(store -> insert(store, rows));
            double ours = rate(store -> ingest(store, terminal, batches));
            if (round > 0) {
                ratios.add(ours / bare);
                System.out.printf(Locale.ROOT, "bare %,.0f/s  ingest %,.0f/s  ratio %.2f%n", bare, ours, ours / bare);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "median ratio %.2f%n",
                ratios.stream().sorted().toList().get(ratios.size() / 2));
    }

    private interface Work {
        void on(TestStore store);
    }

    private static double rate(Work work) throws Exception {
        Path folder = Files.createTempDirectory("ingest-rate");
        try (TestStore store = new TestStore(folder)) {
            long start = System.nanoTime();
            work.on(store);
            return RECORDS / ((System.nanoTime() - start) / 1e9);
        } finally {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static void ingest(TestStore store, TestTerminal terminal, List<Arrived> batches) {
        store.enrol(terminal);
        Ingest ingest = new Ingest(
                store.database,
                store.id,
                Signer.of(P256.newKeyPair(new SecureRandom())),
                Instant::now,
                new Random(1),
                List.of());
        for (int i = 0; i < batches.size(); i += GROUP) {
            ingest.take(batches.subList(i, i + GROUP), Duration.ZERO);
        }
        if (store.count("record") != RECORDS) {
            throw new IllegalStateException("not all was stored");
        }
    }

    private static List<@Nullable Object[]> rowsOf(TestTerminal terminal, List<Arrived> batches) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Arrived arrived : batches) {
            Batch batch = Batch.open(arrived.payload(), id -> P256.publicKey(terminal.publicKey()));
            long seq = batch.header().first();
            for (RecordLines lines : batch.records()) {
                Envelope envelope = Envelope.ofLine(lines.envelope());
                rows.add(new Object[] {
                    "kiosk-1",
                    terminal.epoch().value(),
                    seq++,
                    envelope.type(),
                    envelope.version(),
                    1,
                    lines.envelope().bytes(),
                    lines.body().bytes(),
                    "2026-11-22T02:00:00.000Z"
                });
            }
        }
        return rows;
    }

    private static void insert(TestStore store, List<@Nullable Object[]> rows) {
        int perCommit = GROUP * BATCH;
        for (int i = 0; i < rows.size(); i += perCommit) {
            List<@Nullable Object[]> group = rows.subList(i, Math.min(rows.size(), i + perCommit));
            store.database.<@Nullable Object>inTransaction(transaction -> {
                transaction.updateEach(
                        "INSERT INTO record (terminal, epoch, seq, type, version, known, envelope, body, received_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        group);
                return null;
            });
        }
    }
}
