package org.hongting.central.console;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.hongting.central.health.LineHistory.Stretch;

/// One day of a terminal's line, as a bar of a minute a unit.
///
/// @param percent of what is known of the day that the terminal was there; -1 where nothing is known
record HistoryDay(Instant begin, long percent, List<Bar> bars) {
    private static final long MINUTES = Duration.ofDays(1).toMinutes();

    HistoryDay {
        bars = List.copyOf(bars);
    }

    /// A piece of the bar.
    record Bar(long from, long width, boolean online) {}

    /// The last days, today first.
    static List<HistoryDay> of(List<Stretch> stretches, ZoneId zone, Instant now, int days) {
        LocalDate today = now.atZone(zone).toLocalDate();
        List<HistoryDay> all = new ArrayList<>();
        for (int back = 0; back < days; back++) {
            LocalDate day = today.minusDays(back);
            all.add(of(
                    stretches,
                    day.atStartOfDay(zone).toInstant(),
                    day.plusDays(1).atStartOfDay(zone).toInstant()));
        }
        return all;
    }

    private static HistoryDay of(List<Stretch> stretches, Instant begin, Instant end) {
        List<Bar> bars = new ArrayList<>();
        Duration known = Duration.ZERO;
        Duration online = Duration.ZERO;
        for (Stretch stretch : stretches) {
            Instant from = stretch.from().isAfter(begin) ? stretch.from() : begin;
            Instant to = stretch.to().isBefore(end) ? stretch.to() : end;
            if (!from.isBefore(to)) {
                continue;
            }
            Duration length = Duration.between(from, to);
            known = known.plus(length);
            online = stretch.online() ? online.plus(length) : online;
            long at = Duration.between(begin, from).toMinutes();
            // Whatever happened is seen, however short it was; a day of a changed clock is cut at its end.
            long width = Math.clamp(length.toMinutes(), 1, Math.max(1, MINUTES - at));
            bars.add(new Bar(Math.min(at, MINUTES - 1), width, stretch.online()));
        }
        long percent = known.isZero() ? -1 : online.toSeconds() * 100 / Math.max(1, known.toSeconds());
        return new HistoryDay(begin, percent, bars);
    }
}
