package org.hongting.simulator.fleet;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a day of a fleet came to. Its JSON form is one object; what did not happen on that day is null.
///
/// @param records people who were told "welcome", each a record on a terminal's disk
/// @param acknowledged of them, those of which the terminal has heard that the centre holds them
/// @param lost of them, those that are not in the centre's database
/// @param doubled rows there beyond one for each
/// @param alarms raised, and messages and records refused: on a day without mischief each is a false one
/// @param tapToAcknowledged from the card to the signed acknowledgement, in milliseconds, of those who came while the
/// server was there
/// @param setToReported from the moment at which a value was set for the site to that at which a terminal knew that
/// the centre had heard it was in force there, in milliseconds
/// @param connectSeconds until all terminals were online, from the first attempt
/// @param reconnectSeconds the same after an outage, from the moment at which the server served again
/// @param drainSeconds until all was acknowledged, from the last card, the connecting or the server's coming back,
/// whichever came last; on a day with an outage of that
/// @param centreCpuSecondsPerThousand processor time of the server for 1,000 records, with the connecting
/// @param wireBytesEach bytes between terminals and server for a record, both ways, with TLS and the connecting; null
/// where nobody counted
/// @param fleetKilobytesEach heap of a connected terminal with its MQTT client and TLS, in this process; null where
/// nobody looked
/// @param centreKilobytesEach the server's for it
/// @param fleetPeakMegabytes the most memory this process had, and the server
public record FleetReport(
        String day,
        long seed,
        int terminals,
        long records,
        long acknowledged,
        long lost,
        long doubled,
        long alarms,
        @Nullable Times tapToAcknowledged,
        @Nullable Times setToReported,
        @Nullable Double connectSeconds,
        @Nullable Double reconnectSeconds,
        @Nullable Double drainSeconds,
        double centreCpuSecondsPerThousand,
        @Nullable Double wireBytesEach,
        @Nullable Double fleetKilobytesEach,
        @Nullable Double centreKilobytesEach,
        double fleetPeakMegabytes,
        double centrePeakMegabytes,
        double seconds) {
    /// In milliseconds.
    public record Times(double p50, double p95, double p99, double longest) {}

    /// Everybody who was told "welcome" is at the centre once, is known to be, and nobody was suspected.
    public boolean held() {
        return lost == 0 && doubled == 0 && alarms == 0 && acknowledged == records;
    }

    String inWords() {
        StringBuilder words = new StringBuilder();
        words.append(String.format(
                Locale.ROOT,
                "%s, %,d terminals, seed %d: %,d records, %,d acknowledged, %,d lost, %,d doubled, %,d false alarms,"
                        + " %.0f s%n",
                day,
                terminals,
                seed,
                records,
                acknowledged,
                lost,
                doubled,
                alarms,
                seconds));
        if (tapToAcknowledged != null) {
            words.append(String.format(
                    Locale.ROOT,
                    "  card to acknowledgement: half within %.0f ms, 95 %% within %.0f ms, 99 %% within %.0f ms, all"
                            + " within %.0f ms%n",
                    tapToAcknowledged.p50(),
                    tapToAcknowledged.p95(),
                    tapToAcknowledged.p99(),
                    tapToAcknowledged.longest()));
        }
        if (setToReported != null) {
            words.append(String.format(
                    Locale.ROOT,
                    "  a value for the site in force and reported: half within %.0f ms, 95 %% within %.0f ms, all within"
                            + " %.0f ms%n",
                    setToReported.p50(),
                    setToReported.p95(),
                    setToReported.longest()));
        }
        line(words, "all online after", connectSeconds);
        line(words, "all online again, from the server's coming back, after", reconnectSeconds);
        line(words, "all acknowledged after", drainSeconds);
        if (centreKilobytesEach != null && fleetKilobytesEach != null) {
            words.append(String.format(
                    Locale.ROOT,
                    "  heap of a connected terminal: %.0f KB at the server, %.0f KB in this process%n",
                    centreKilobytesEach,
                    fleetKilobytesEach));
        }
        words.append(String.format(
                Locale.ROOT,
                "  server: %.2f s of processor for 1,000 records, at most %.0f MB; this process: at most %.0f MB",
                centreCpuSecondsPerThousand,
                centrePeakMegabytes,
                fleetPeakMegabytes));
        return words.toString();
    }

    private static void line(StringBuilder words, String what, @Nullable Double seconds) {
        if (seconds != null) {
            words.append(String.format(Locale.ROOT, "  %s %.1f s%n", what, seconds));
        }
    }
}
