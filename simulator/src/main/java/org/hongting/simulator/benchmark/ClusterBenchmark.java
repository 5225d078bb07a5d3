package org.hongting.simulator.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hongting.simulator.cluster.BrokerProcess;
import org.hongting.simulator.cluster.ClusterBench;
import org.hongting.simulator.cluster.ClusterReport;
import org.hongting.simulator.cluster.Network;
import org.hongting.simulator.process.PostgresqlProcess;

/// A site that has outgrown one machine, on a network of machines that are namespaces: what it costs, what a second
/// server brings, and how long it is felt when one of them is killed or cut off.
///
/// @param kind what stands between terminals and servers
/// @param sizing a page into which is put what follows for larger fleets
record ClusterBenchmark(ClusterBench.Brokers kind, int servers, int terminals, Optional<Path> sizing)
        implements Benchmark {
    static final int MOST_SERVERS = 4;
    static final int MOST_TERMINALS = 2_000;

    private static final int BROKERS = 2;
    private static final double TAKE_OVER_SECONDS = 10;
    private static final double BACK_SECONDS = 90;
    private static final long SEED = 1;

    @Override
    public List<Row> run(Effort effort, Consumer<String> progress)
            throws IOException, InterruptedException, SQLException {
        Optional<String> lacking = Stream.of(Network.lacking(), PostgresqlProcess.lacking(), lackingBroker())
                .flatMap(Optional::stream)
                .findFirst();
        if (lacking.isPresent()) {
            throw new IOException(lacking.get());
        }
        ClusterReport report = ClusterBench.play(
                new ClusterBench.Plan(
                        kind,
                        BROKERS,
                        servers,
                        effort.of(terminals, Math.min(terminals, 10)),
                        effort.of(100, 10),
                        effort.of(50, 10),
                        Duration.ofSeconds(effort.of(15, 5)),
                        Duration.ofSeconds(effort.of(60, 5)),
                        SEED),
                progress);
        if (sizing.isPresent()) {
            PublishedPage.Surroundings here = PublishedPage.Surroundings.look(LocalDate.now(ZoneId.systemDefault()));
            Sizing.write(
                    sizing.get(),
                    report,
                    String.format(
                            Locale.ROOT,
                            "%s: measured with %,d terminals, %d servers and %s on one machine, %d of %s.",
                            here.date(),
                            terminals,
                            servers,
                            inWords(kind),
                            Runtime.getRuntime().availableProcessors(),
                            here.processor()));
        }
        return rows(report, kind);
    }

    private Optional<String> lackingBroker() {
        return kind == ClusterBench.Brokers.MOSQUITTO ? BrokerProcess.lackingMosquitto() : Optional.empty();
    }

    private static String inWords(ClusterBench.Brokers kind) {
        return switch (kind) {
            case ARTEMIS -> "two Artemis in a cluster";
            case MOSQUITTO -> "two Mosquitto";
        };
    }

    static List<Row> rows(ClusterReport report, ClusterBench.Brokers kind) {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.below(
                String.format(
                        Locale.ROOT,
                        "lost, doubled, unacknowledged or suspected without cause, of %,d records (%s)",
                        report.records(),
                        inWords(kind)),
                (double)
                        (report.lost() + report.doubled() + report.alarms() + report.records() - report.acknowledged()),
                "records",
                0));
        rows.add(Row.below(
                String.format(Locale.ROOT, "%,d terminals connect at once, until all are online", report.terminals()),
                report.connectSeconds(),
                "s",
                BACK_SECONDS));
        report.loads().forEach(load -> rows.addAll(of(load)));
        rows.add(Row.of(
                "from the second server's serving until each has its share of the shards",
                report.spreadSeconds(),
                "s"));
        for (ClusterReport.Blow blow : report.blows()) {
            blow.takeOverSeconds()
                    .ifPresent(seconds -> rows.add(Row.below(
                            blow.what() + ": until the others have its shards", seconds, "s", TAKE_OVER_SECONDS)));
            rows.add(Row.below(
                    blow.what() + ": until everything is acknowledged that was recorded meanwhile",
                    blow.backSeconds(),
                    "s",
                    BACK_SECONDS));
        }
        rows.addAll(of(report.quiet()));
        return rows;
    }

    private static List<Row> of(ClusterReport.Load load) {
        String with = load.servers() == 1 ? "one server" : load.servers() + " servers";
        String processor = "processor time of the %s for 1,000 records, %s";
        return List.of(
                Row.of("records a second committed and acknowledged, " + with, load.recordsPerSecond(), "a s"),
                Row.of(String.format(Locale.ROOT, processor, "servers", with), load.serverCpuSeconds(), "s"),
                Row.of(String.format(Locale.ROOT, processor, "brokers", with), load.brokerCpuSeconds(), "s"),
                Row.of(String.format(Locale.ROOT, processor, "database", with), load.databaseCpuSeconds(), "s"),
                Row.of("bytes through the brokers' cables for a record, both ways, " + with, load.bytesEach(), "bytes"),
                Row.of("bytes of the database for a record, " + with, load.databaseBytesEach(), "bytes"));
    }

    private static List<Row> of(ClusterReport.Quiet quiet) {
        return List.of(
                Row.of("memory of the brokers for a connected terminal", quiet.brokerKilobytes(), "KB"),
                Row.of("heap of the server for a connected terminal", quiet.serverKilobytes(), "KB"),
                Row.of(
                        "processor time of the brokers for a terminal to which nobody comes, an hour",
                        quiet.brokerCpuSeconds(),
                        "s"),
                Row.of("processor time of the server for it", quiet.serverCpuSeconds(), "s"),
                Row.of("processor time of the database for it", quiet.databaseCpuSeconds(), "s"),
                Row.of("bytes through the brokers' cables for it", quiet.bytes(), "bytes"));
    }
}
