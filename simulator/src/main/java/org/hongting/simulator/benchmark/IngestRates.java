package org.hongting.simulator.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.Arrived;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.Ingest;
import org.hongting.central.meeting.ArrivalProjection;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.SqliteFile;
import org.hongting.central.platform.database.StoreIdentity;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.wire.Batch;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Topic;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.journal.Slice;
import org.hongting.sync.store.SqliteDatabase;
import org.jspecify.annotations.Nullable;

/// The ingest behind the broker beside its limit: a batch insert of the same rows under the same keys in the same
/// order, as many to a commit, with nothing opened, verified, chained or moved. The two take turns, each in a new file.
final class IngestRates {
    private static final TerminalId TERMINAL = new TerminalId("kiosk-1");
    private static final int HEADER_BYTES = 1024;
    private static final int AT_ONCE = 500;

    /// Batches to a commit: what the worker gathers.
    private static final int GROUP = 8;

    private final KeyPair key = P256.newKeyPair(new SecureRandom());
    private final KeyPair centreKey = P256.newKeyPair(new SecureRandom());
    private final List<Arrived> batches = new ArrayList<>();
    private final List<List<@Nullable Object[]>> rows = new ArrayList<>();
    private final int records;

    /// @param records how many, in the journal of one terminal
    IngestRates(int records) {
        this.records = records;
        try (SqliteDatabase database = SqliteDatabase.inMemory()) {
            Random random = new Random(1);
            Journal journal = Journal.open(database, TERMINAL, IngestRates::reading, random, "benchmark");
            MeetingId meeting = MeetingId.draw(random);
            Fact.Origin card = new Fact.Origin(CredentialKind.CARD, "pcsc-0", false);
            for (int written = 1; written < records; written += AT_ONCE) {
                int some = Math.min(AT_ONCE, records - written);
                journal.write((_, appender) -> IntStream.range(0, some)
                        .mapToObj(_ ->
                                appender.append(new Fact.CheckInAdmitted(meeting, MemberId.draw(random), card, false)))
                        .toList());
            }
            long after = 0;
            while (after < records) {
                Slice slice = journal.outbox()
                        .next(journal.epoch(), after, Limits.MESSAGE_BYTES - HEADER_BYTES, Limits.BATCH_RECORDS)
                        .orElseThrow();
                add(slice);
                after = slice.last();
            }
        }
    }

    private static ClockReading reading() {
        return new ClockReading(
                Instant.now().atOffset(ZoneOffset.ofHours(8)),
                ClockQuality.SYNCED,
                new BootId("boot-1"),
                System.nanoTime());
    }

    private void add(Slice slice) {
        batches.add(new Arrived(
                new Topic(TERMINAL, Channel.UP),
                Batch.seal(TERMINAL, slice.epoch(), slice.first(), slice.prev(), slice.records(), Signer.of(key))));
        if (batches.size() % GROUP == 1) {
            rows.add(new ArrayList<>());
        }
        long seq = slice.first();
        for (RecordLines lines : slice.records()) {
            Envelope envelope = Envelope.ofLine(lines.envelope());
            rows.getLast().add(new Object[] {
                TERMINAL.value(),
                slice.epoch().value(),
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

    /// Records a second of the three, round by round.
    ///
    /// @param arriving the ingest with the row that each arrival gets beside its record
    record Measured(Sample ingest, Sample arriving, Sample bare) {}

    Measured measure(int rounds) throws IOException {
        double[][] rates = new double[3][rounds];
        for (int round = -1; round < rounds; round++) {
            double bare = rate((database, _) -> insert(database));
            double ours = rate((database, store) -> ingest(database, store, List.of()));
            double arriving = rate((database, store) ->
                    ingest(database, store, List.of(new ArrivalProjection(new Alarms(new Random(1))))));
            if (round >= 0) { // the first only warms up
                rates[0][round] = ours;
                rates[1][round] = arriving;
                rates[2][round] = bare;
            }
        }
        return new Measured(Sample.of(rates[0]), Sample.of(rates[1]), Sample.of(rates[2]));
    }

    private interface Work {
        void on(Database database, StoreId store);
    }

    private double rate(Work work) throws IOException {
        Path folder = Files.createTempDirectory("hongting-ingest-");
        try (SqliteFile source = SqliteFile.open(folder.resolve("central.db"))) {
            source.migrate();
            Database database = new JdbcDatabase(source);
            StoreId store = StoreIdentity.ensure(database, new Random(1));
            database.inTransaction(transaction -> transaction.update(
                    "INSERT INTO terminal (id, name, place, public_key, claimed_at) VALUES (?, '', '', ?, ?)",
                    TERMINAL.value(),
                    key.getPublic().getEncoded(),
                    UtcText.of(Instant.EPOCH)));
            long start = System.nanoTime();
            work.on(database, store);
            double seconds = (System.nanoTime() - start) / 1e9;
            long stored = database.reading(transaction -> transaction
                    .queryFirst("SELECT count(*) AS n FROM record", row -> row.integer("n"))
                    .orElse(0L));
            if (stored != records) {
                throw new IllegalStateException("only " + stored + " of " + records + " records were stored");
            }
            return records / seconds;
        } finally {
            discard(folder);
        }
    }

    private void ingest(Database database, StoreId store, List<FactProjection> projections) {
        Ingest ingest = new Ingest(database, store, Signer.of(centreKey), Instant::now, new Random(1), projections);
        for (int i = 0; i < batches.size(); i += GROUP) {
            ingest.take(batches.subList(i, Math.min(batches.size(), i + GROUP)), Duration.ZERO);
        }
    }

    private void insert(Database database) {
        for (List<@Nullable Object[]> group : rows) {
            database.<@Nullable Object>inTransaction(transaction -> {
                transaction.updateEach(
                        "INSERT INTO record (terminal, epoch, seq, type, version, known, envelope, body, received_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        group);
                return null;
            });
        }
    }

    private static void discard(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
