package org.hongting.protocol.study;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// All learning of one person, over all terminals and meetings: what two of them saw at the same time counts once. It
/// is a set of moments, so the order in which intervals come in, and how often they do, change nothing.
///
/// @param spans in order, none touches another
public record LearningTime(List<Span> spans) {
    /// From a moment up to another, which it does not hold.
    public record Span(Instant from, Instant until) {
        public Span {
            if (from.isAfter(until)) {
                throw new IllegalArgumentException("it ends before it begins");
            }
        }

        Duration length() {
            return Duration.between(from, until);
        }
    }

    public LearningTime {
        spans = List.copyOf(spans);
    }

    /// The union of whatever was seen.
    public static LearningTime of(Collection<Span> seen) {
        List<Span> sorted = seen.stream()
                .filter(span -> span.from().isBefore(span.until()))
                .sorted(Comparator.comparing(Span::from))
                .toList();
        List<Span> union = new ArrayList<>();
        for (Span next : sorted) {
            if (!union.isEmpty() && !union.getLast().until().isBefore(next.from())) {
                Span before = union.removeLast();
                Instant until = before.until().isAfter(next.until()) ? before.until() : next.until();
                union.add(new Span(before.from(), until));
            } else {
                union.add(next);
            }
        }
        return new LearningTime(union);
    }

    public Duration total() {
        return spans.stream().map(Span::length).reduce(Duration.ZERO, Duration::plus);
    }

    /// Each day's share, by the days of a place: midnight cuts, and nothing is lost at the cut.
    public SortedMap<LocalDate, Duration> byDay(ZoneId zone) {
        SortedMap<LocalDate, Duration> days = new TreeMap<>();
        for (Span span : spans) {
            Instant from = span.from();
            while (from.isBefore(span.until())) {
                LocalDate day = from.atZone(zone).toLocalDate();
                Instant midnight = day.plusDays(1).atStartOfDay(zone).toInstant();
                Instant until = midnight.isBefore(span.until()) ? midnight : span.until();
                days.merge(day, Duration.between(from, until), Duration::plus);
                from = until;
            }
        }
        return days;
    }
}
