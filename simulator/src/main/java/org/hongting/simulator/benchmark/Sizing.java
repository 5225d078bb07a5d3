package org.hongting.simulator.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.hongting.simulator.cluster.ClusterReport;

/// How many machines of which size a number of terminals needs, worked out from what one run of the benchmark
/// measured. Written into a page between two markers, and by no hand.
final class Sizing {
    static final List<Integer> FLEETS = List.of(50, 500, 5_000, 20_000, 100_000);

    /// The busiest hour: to every terminal come ten people within twenty seconds, and it must be over in ninety.
    private static final int RUSH_RECORDS = 10;

    private static final int RUSH_SECONDS = 90;

    /// Ten such meetings, on 250 days.
    private static final int RECORDS_A_DAY = 100;

    private static final int DAYS = 250;

    /// Terminals that a server lets begin in a second, as its ingest does.
    private static final double TURNS = 200;

    /// After an outage everybody has been given a turn within this.
    private static final double STORM_SECONDS = 120;

    /// A broker takes so many connections, and one of them may be away.
    private static final double CONNECTIONS = 20_000;

    /// Whoever plans fills no processor to the brim.
    private static final double FILLED = 0.5;

    private static final double SECONDS_AN_HOUR = 3_600;
    private static final double GIGA = 1e9;
    private static final double BASE_GIGABYTES = 1;

    private static final String BEGIN = "<!-- worked out by ./hongting bench cluster --sizing -->";
    private static final String END = "<!-- end of what was worked out -->";

    private Sizing() {}

    /// What a fleet needs.
    ///
    /// @param serverCores of all servers together
    /// @param databaseGigabytesAYear that its disk fills with
    /// @param megabits a second at the brokers while the rush is brought in, with what quiet terminals cost
    /// @param stormSeconds until turns are given out after an outage; connecting can take longer
    record Need(
            int terminals,
            int servers,
            double serverCores,
            double serverGigabytesEach,
            int brokers,
            double brokerCores,
            double brokerGigabytesEach,
            double databaseCores,
            double databaseGigabytesAYear,
            double megabits,
            double stormSeconds) {}

    static Need of(int terminals, ClusterReport measured) {
        ClusterReport.Load load = measured.loads().getLast();
        ClusterReport.Quiet quiet = measured.quiet();
        double rate = (double) terminals * RUSH_RECORDS / RUSH_SECONDS;
        int servers = terminals <= FLEETS.getFirst() ? 1 : Math.max(2, ceil(terminals / TURNS / STORM_SECONDS));
        int brokers = servers == 1 ? 1 : 1 + ceil(terminals / CONNECTIONS);
        return new Need(
                terminals,
                servers,
                cores(rate * load.serverCpuSeconds() / 1_000 + terminals * quiet.serverCpuSeconds() / SECONDS_AN_HOUR),
                BASE_GIGABYTES + terminals * Math.max(0, quiet.serverKilobytes()) * 1_024 / GIGA / servers,
                brokers,
                cores(rate * load.brokerCpuSeconds() / 1_000 + terminals * quiet.brokerCpuSeconds() / SECONDS_AN_HOUR),
                BASE_GIGABYTES + Math.min(terminals, CONNECTIONS) * Math.max(0, quiet.brokerKilobytes()) * 1_024 / GIGA,
                cores(rate * load.databaseCpuSeconds() / 1_000
                        + terminals * quiet.databaseCpuSeconds() / SECONDS_AN_HOUR),
                (double) terminals * RECORDS_A_DAY * DAYS * load.databaseBytesEach() / GIGA,
                (rate * load.bytesEach() + terminals * quiet.bytes() / SECONDS_AN_HOUR) * 8 / 1e6,
                terminals / TURNS / servers);
    }

    private static int ceil(double value) {
        return (int) Math.ceil(value);
    }

    private static double cores(double busy) {
        return Math.max(1, Math.ceil(busy / FILLED));
    }

    /// Puts the table between the markers of a page.
    ///
    /// @throws IOException if it has none
    static void write(Path page, ClusterReport measured, String where) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(
                    page + " has no place for the table: it stands between \"" + BEGIN + "\" and \"" + END + "\"");
        }
        Files.writeString(
                page, text.substring(0, begin + BEGIN.length()) + "\n" + table(measured, where) + text.substring(end));
    }

    static String table(ClusterReport measured, String where) {
        StringBuilder table = new StringBuilder(where)
                .append("\n\n| terminals | records a day | servers | cores of all | memory of each | brokers | cores of"
                        + " all | memory of each | cores of the database | its disk a year | network at the brokers |"
                        + " turns are given out after |\n|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        for (int terminals : FLEETS) {
            Need need = of(terminals, measured);
            table.append(String.format(
                    Locale.ROOT,
                    "| %,d | %,d | %d | %.0f | %.1f GB | %d | %.0f | %.1f GB | %.0f | %,.1f GB | %,.1f Mbit/s | %.0f"
                            + " s |%n",
                    terminals,
                    terminals * RECORDS_A_DAY,
                    need.servers(),
                    need.serverCores(),
                    need.serverGigabytesEach(),
                    need.brokers(),
                    need.brokerCores(),
                    need.brokerGigabytesEach(),
                    need.databaseCores(),
                    need.databaseGigabytesAYear(),
                    need.megabits(),
                    need.stormSeconds()));
        }
        return table.toString();
    }
}
