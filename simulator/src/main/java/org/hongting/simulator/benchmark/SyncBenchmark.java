package org.hongting.simulator.benchmark;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.hongting.simulator.fleet.Fleet;
import org.hongting.simulator.fleet.FleetReport;
import org.hongting.simulator.fleet.ScriptedDay;
import org.hongting.simulator.process.PostgresqlProcess;
import org.jspecify.annotations.Nullable;

/// What it costs to bring records from terminals to the centre, over the real line into the real server, each beside
/// its limit or a peer of the same run; and whether all of them arrive once.
final class SyncBenchmark implements Benchmark {
    private static final long SEED = 1;
    private static final double LEAST_OF_BARE = 0.6;
    private static final double BACKLOG_SECONDS = 15;
    private static final double STORM_SECONDS = 90;
    private static final int FLEET = 500;
    private static final int PEER_RECORD_BYTES = 500;

    @Override
    public List<Row> run(Effort effort, Consumer<String> progress) throws Exception {
        List<Row> rows = new ArrayList<>(ingest(effort, progress));
        double peerSeconds = peer(effort, progress);
        rows.add(Row.of("1,000 records with one request for each (as libpretixsync uploads)", peerSeconds, "s"));
        if (effort == Effort.FULL) { // each needs a server of its own, which starts for seconds
            rows.addAll(backlog(progress, peerSeconds));
            rows.addAll(manyBacklogs(progress));
            rows.addAll(quiet(progress));
            rows.addAll(rush(progress));
            rows.addAll(storm(progress));
        }
        return rows;
    }

    private static List<Row> ingest(Effort effort, Consumer<String> progress)
            throws IOException, InterruptedException, SQLException {
        IngestRates rates = new IngestRates(effort.of(50_000, 2_000));
        int rounds = effort.of(5, 1);
        List<Row> rows = new ArrayList<>();
        try (FreshFiles files = FreshFiles.make()) {
            progress.accept("the ingest and a bare insert take turns on SQLite");
            rows.addAll(rows(rates.measure(files, rounds), "SQLite"));
        }
        if (effort == Effort.FULL) { // a cluster takes seconds to be made
            Optional<PostgresqlProcess> cluster = PostgresqlProcess.start();
            if (cluster.isEmpty()) {
                progress.accept("PostgreSQL is not here: no rows of it ('./hongting setup' installs it)");
            } else {
                try (PostgresqlProcess postgresql = cluster.get()) {
                    progress.accept("the ingest and a bare insert take turns on PostgreSQL");
                    rows.addAll(rows(rates.measure(postgresql::fresh, rounds), "PostgreSQL"));
                }
            }
        }
        return rows;
    }

    private static List<Row> rows(IngestRates.Measured measured, String store) {
        return List.of(
                Row.reaching(
                        store + ": records a second that the ingest commits behind the broker, beside a bare batch"
                                + " insert of the same rows; at least",
                        measured.ingest(),
                        measured.bare(),
                        "a s",
                        LEAST_OF_BARE),
                Row.reaching(
                        store + ": the same of arrivals, with the row that each gets beside its record; at least",
                        measured.arriving(),
                        measured.bareArriving(),
                        "a s",
                        LEAST_OF_BARE));
    }

    /// @return seconds for 1,000 records
    private static double peer(Effort effort, Consumer<String> progress)
            throws IOException, InterruptedException, SQLException {
        progress.accept("a peer uploads one record with each request");
        int records = effort.of(2_000, 100);
        try (RequestPeer peer = RequestPeer.start()) {
            peer.upload(records / 4, PEER_RECORD_BYTES); // warms up
            return peer.upload(records, PEER_RECORD_BYTES) / records * 1_000;
        }
    }

    private static FleetReport play(
            ScriptedDay day, int terminals, Fleet.Manner manner, List<Row> rows, Consumer<String> progress)
            throws IOException, InterruptedException {
        FleetReport report = Fleet.play(new Fleet.Plan(day, terminals, SEED, manner), progress);
        rows.add(Row.below(
                String.format(
                        Locale.ROOT,
                        "lost, doubled, unacknowledged or suspected without cause, of %,d records (%s)",
                        report.records(),
                        report.day()),
                (double)
                        (report.lost() + report.doubled() + report.alarms() + report.records() - report.acknowledged()),
                "records",
                0));
        return report;
    }

    private static List<Row> backlog(Consumer<String> progress, double peerSeconds)
            throws IOException, InterruptedException {
        int records = 100_000;
        List<Row> rows = new ArrayList<>();
        FleetReport report = play(ScriptedDay.backlog(records), 1, Fleet.Manner.COUNTED, rows, progress);
        double seconds = orNever(report.drainSeconds());
        rows.add(Row.below(
                String.format(Locale.ROOT, "backlog of one terminal, %,d records, from connecting on", records),
                seconds,
                "s",
                BACKLOG_SECONDS));
        rows.add(Row.against(
                "1,000 records of that backlog, beside one request for each",
                Sample.of(seconds / records * 1_000),
                Sample.of(peerSeconds),
                "s",
                1));
        rows.add(Row.of(
                "bytes on the wire for a record of a backlog, both ways, with TLS",
                orNever(report.wireBytesEach()),
                "bytes"));
        rows.add(Row.of(
                "processor time of the server for 1,000 records of a backlog",
                report.centreCpuSecondsPerThousand(),
                "s"));
        return rows;
    }

    private static List<Row> manyBacklogs(Consumer<String> progress) throws IOException, InterruptedException {
        int terminals = 50;
        int each = 2_000;
        List<Row> rows = new ArrayList<>();
        FleetReport report = play(ScriptedDay.backlog(each), terminals, Fleet.Manner.LARGE, rows, progress);
        double rate = report.records() / orNever(report.drainSeconds());
        String what = "records a second through the broker, " + terminals + " terminals with " + each + " each";
        Optional<BridgePeer> bridge = BridgePeer.start();
        if (bridge.isEmpty()) {
            progress.accept("Mosquitto is not here: no bridge to compare with ('./hongting setup' installs it)");
            rows.add(Row.of(what, rate, "a s"));
            return rows;
        }
        try (BridgePeer peer = bridge.get()) {
            progress.accept("a peer carries as many over a bridge of Mosquitto");
            int records = terminals * each;
            double seconds = peer.carry(records, PEER_RECORD_BYTES);
            rows.add(Row.beside(
                    what + ", beside one message for each over a bridge from Mosquitto to Mosquitto, in the clear and"
                            + " into no database",
                    rate,
                    "a s",
                    records / seconds));
        }
        return rows;
    }

    private static List<Row> quiet(Consumer<String> progress) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        FleetReport report =
                play(ScriptedDay.quiet(Duration.ofSeconds(30), 60), 1, Fleet.Manner.COUNTED, rows, progress);
        times(rows, report, "one terminal");
        rows.add(Row.of(
                "bytes on the wire for a record that goes up alone, both ways, with TLS and the connecting",
                orNever(report.wireBytesEach()),
                "bytes"));
        return rows;
    }

    private static List<Row> rush(Consumer<String> progress) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        FleetReport report = play(ScriptedDay.LECTURE_RUSH, FLEET, Fleet.Manner.LARGE, rows, progress);
        String fleet = FLEET + " terminals";
        times(rows, report, fleet + ", ten people each within 20 s");
        rows.add(Row.below(
                fleet + " connect at once, until all are online",
                orNever(report.connectSeconds()),
                "s",
                STORM_SECONDS));
        rows.add(Row.of("heap of the server for a connected terminal", orNever(report.centreKilobytesEach()), "KB"));
        rows.add(Row.of(
                "heap of the fleet for a connected terminal, with its journal",
                orNever(report.fleetKilobytesEach()),
                "KB"));
        return rows;
    }

    private static List<Row> storm(Consumer<String> progress) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        FleetReport report = play(ScriptedDay.OUTAGE, FLEET, Fleet.Manner.LARGE, rows, progress);
        rows.add(Row.below(
                FLEET + " terminals after the server was killed, from its coming back until all are online",
                orNever(report.reconnectSeconds()),
                "s",
                STORM_SECONDS));
        rows.add(Row.below(
                "the same until everything is acknowledged", orNever(report.drainSeconds()), "s", STORM_SECONDS));
        return rows;
    }

    private static void times(List<Row> rows, FleetReport report, String of) {
        FleetReport.Times times = report.tapToAcknowledged();
        if (times != null) {
            rows.add(Row.of("from the card to the acknowledgement, " + of + ", median", times.p50(), "ms"));
            rows.add(Row.of("from the card to the acknowledgement, " + of + ", 95th percentile", times.p95(), "ms"));
        }
    }

    private static double orNever(@Nullable Double figure) {
        return figure == null ? Double.POSITIVE_INFINITY : figure;
    }
}
