package org.hongting.simulator.benchmark;

import java.io.IOException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.Answer;
import org.hongting.central.ingest.Arrived;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.Ingest;
import org.hongting.central.ingest.worker.IngestWorker;
import org.hongting.central.meeting.ArrivalProjection;
import org.hongting.central.platform.database.DataStore;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.StoreIdentity;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.ReadFact;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.wire.Batch;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Hello;
import org.hongting.protocol.wire.Topic;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.journal.Slice;
import org.hongting.sync.store.SqliteDatabase;
import org.jspecify.annotations.Nullable;

/// The ingest behind the broker, driven by its own threads, beside its limit: a batch insert of the same rows under the
/// same keys in the same order, as many to a commit, with nothing opened, verified, chained, read or moved. They take
/// turns, each in a new store.
final class IngestRates {
    private static final TerminalId TERMINAL = new TerminalId("kiosk-1");
    private static final int HEADER_BYTES = 1024;
    private static final int AT_ONCE = 500;

    /// Batches to a commit: what the worker gathers.
    private static final int GROUP = 8;

    /// Until the worker has room again.
    private static final long PAUSE_NANOS = 200_000;

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

    /// Where it is measured.
    @FunctionalInterface
    interface Stores {
        /// One that nothing was written to; the one before is used no more.
        DataStore fresh() throws IOException, SQLException;
    }

    /// What is committed together, row by row.
    private record Rows(List<@Nullable Object[]> records, List<@Nullable Object[]> arrivals) {}

    private final KeyPair key = P256.newKeyPair(new SecureRandom());
    private final KeyPair centreKey = P256.newKeyPair(new SecureRandom());
    private final List<Arrived> batches = new ArrayList<>();
    private final List<Rows> groups = new ArrayList<>();
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
            groups.add(new Rows(new ArrayList<>(), new ArrayList<>()));
        }
        for (RecordLines lines : slice.records()) {
            add(groups.getLast(), slice.epoch(), lines);
        }
    }

    private static void add(Rows rows, EpochId epoch, RecordLines lines) {
        Envelope envelope = Envelope.ofLine(lines.envelope());
        rows.records().add(new Object[] {
            TERMINAL.value(),
            epoch.value(),
            envelope.seq(),
            envelope.type(),
            envelope.version(),
            1,
            lines.envelope().bytes(),
            lines.body().bytes(),
            "2026-11-22T02:00:00.000Z"
        });
        if (ReadFact.of(envelope, lines.body()) instanceof ReadFact.Known(Fact.CheckInAdmitted admitted)) {
            rows.arrivals().add(new Object[] {
                TERMINAL.value(),
                epoch.value(),
                envelope.seq(),
                admitted.meeting().value(),
                admitted.member().value(),
                0,
                0,
                admitted.origin().credential().name(),
                admitted.origin().device(),
                0,
                envelope.clock().boot().value(),
                envelope.clock().monotonicNanos(),
                envelope.clock().wall().toString(),
                envelope.clock().quality().name()
            });
        }
    }

    /// Records a second of the four, round by round.
    ///
    /// @param arriving the ingest with the row that each arrival gets beside its record
    /// @param bareArriving the bare insert of both rows
    record Measured(Sample ingest, Sample bare, Sample arriving, Sample bareArriving) {}

    Measured measure(Stores stores, int rounds) throws IOException, SQLException {
        double[][] rates = new double[4][rounds];
        for (int round = -1; round < rounds; round++) {
            double ingest = rate(stores, (database, store) -> ingest(database, store, List.of()));
            double bare = rate(stores, (database, _) -> insert(database, false));
            double arriving = rate(
                    stores,
                    (database, store) ->
                            ingest(database, store, List.of(new ArrivalProjection(new Alarms(new Random(1))))));
            double bareArriving = rate(stores, (database, _) -> insert(database, true));
            if (round >= 0) { // the first only warms up
                rates[0][round] = ingest;
                rates[1][round] = bare;
                rates[2][round] = arriving;
                rates[3][round] = bareArriving;
            }
        }
        return new Measured(Sample.of(rates[0]), Sample.of(rates[1]), Sample.of(rates[2]), Sample.of(rates[3]));
    }

    private interface Work {
        void on(Database database, StoreId store);
    }

    private double rate(Stores stores, Work work) throws IOException, SQLException {
        try (DataStore source = stores.fresh()) {
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
        }
    }

    private void ingest(Database database, StoreId store, List<FactProjection> projections) {
        Ingest ingest = new Ingest(database, store, Signer.of(centreKey), Instant::now, new Random(1), projections);
        long until = System.nanoTime() + PATIENCE_NANOS;
        try (IngestWorker worker = new IngestWorker(ingest, new Nobody(), new Random(1))) {
            worker.start();
            for (Arrived batch : batches) {
                while (!worker.offer(batch) && System.nanoTime() < until) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
            while (worker.stored() < records && System.nanoTime() < until) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /// The terminal needs no answer here.
    private static final class Nobody implements IngestWorker.Recipient {
        @Override
        public void answer(Answer answer) {
            // It was made and signed: that is what it costs.
        }

        @Override
        public void hello(Hello hello, Duration turn) {
            throw new IllegalStateException("nobody said hello");
        }
    }

    private void insert(Database database, boolean arrivals) {
        for (Rows group : groups) {
            database.<@Nullable Object>inTransaction(transaction -> {
                transaction.updateEach(
                        "INSERT INTO record (terminal, epoch, seq, type, version, known, envelope, body, received_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        group.records());
                if (arrivals) {
                    transaction.updateEach(
                            "INSERT INTO arrival (terminal, epoch, seq, meeting, member, repeated, departed, credential,"
                                    + " device, simulated, boot, mono, wall, quality)"
                                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                            group.arrivals());
                }
                return null;
            });
        }
    }
}
