package org.hongting.central.study;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the pieces of one person come to. It is a set of moments: whatever says a moment, it counts once, in
/// the column of what comes first ([Piece.Kind]), and neither order nor repetition changes anything. A pure
/// function.
///
/// @param lines every piece, and what of it counts
/// @param proven the moments between two pieces of evidence, each once
public record Reckoning(List<Line> lines, List<Moments.Span> proven) {
    private static final Comparator<Piece> FIRST =
            Comparator.comparing(Piece::kind).thenComparingLong(Piece::from).thenComparing(Piece::source);

    public Reckoning {
        lines = List.copyOf(lines);
        proven = List.copyOf(proven);
    }

    /// A piece, and what became of its milliseconds: what counts, what was struck by a ruling, and what another
    /// piece has counted already.
    public record Line(Piece piece, List<Moments.Span> counts, long struck, long overlapped) {
        public Line {
            counts = List.copyOf(counts);
        }

        public long counted() {
            return counts.stream().mapToLong(Moments.Span::length).sum();
        }

        public long length() {
            return piece.until() - piece.from();
        }
    }

    /// A ruling about moments.
    ///
    /// @param strikes false: what was ruled about them before holds no more
    public record Correction(long from, long until, boolean strikes) {
        Moments.Span span() {
            return new Moments.Span(from, until);
        }
    }

    /// @param corrections in the order in which they were ruled
    public static Reckoning of(Collection<Piece> pieces, List<Correction> corrections) {
        Moments struck = struck(corrections);
        Moments taken = new Moments(struck);
        Moments provenTaken = new Moments(struck);
        List<Line> lines = new ArrayList<>();
        List<Moments.Span> proven = new ArrayList<>();
        for (Piece piece : pieces.stream().sorted(FIRST).toList()) {
            List<Moments.Span> counts = taken.add(piece.span());
            long counted = counts.stream().mapToLong(Moments.Span::length).sum();
            long left = struck.without(piece.span()).stream()
                    .mapToLong(Moments.Span::length)
                    .sum();
            lines.add(new Line(piece, counts, piece.span().length() - left, left - counted));
            proven.addAll(provenTaken.add(new Moments.Span(piece.from(), piece.proven())));
        }
        return new Reckoning(lines, proven);
    }

    /// The moments that rulings left struck.
    ///
    /// @param corrections in the order in which they were ruled
    static Moments struck(List<Correction> corrections) {
        Moments struck = new Moments();
        for (Correction correction : corrections) {
            if (correction.strikes()) {
                struck.add(correction.span());
            } else {
                struck.remove(correction.span());
            }
        }
        return struck;
    }

    /// Each day's share, by the days of a place: midnight cuts, and nothing is lost at the cut.
    public SortedMap<LocalDate, Share> byDay(ZoneId zone) {
        SortedMap<LocalDate, Share> days = new TreeMap<>();
        for (Line line : lines) {
            line.counts()
                    .forEach(span -> cut(
                            span,
                            zone,
                            (day, millis) ->
                                    days.merge(day, Share.NONE.plus(line.piece().kind(), millis), Share::plus)));
        }
        proven.forEach(span ->
                cut(span, zone, (day, millis) -> days.merge(day, new Share(0, 0, 0, 0, millis), Share::plus)));
        return days;
    }

    private interface Part {
        void of(LocalDate day, long millis);
    }

    private static void cut(Moments.Span span, ZoneId zone, Part part) {
        long from = span.from();
        while (from < span.until()) {
            LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(from), zone);
            long midnight = day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
            long until = Math.min(midnight, span.until());
            part.of(day, until - from);
            from = until;
        }
    }
}
