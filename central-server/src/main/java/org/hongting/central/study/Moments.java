package org.hongting.central.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A set of moments, in milliseconds since 1970: spans that neither overlap nor touch. Not safe for use by
/// several threads.
public final class Moments {
    private final TreeMap<Long, Long> spans = new TreeMap<>();

    Moments() {}

    Moments(Moments other) {
        spans.putAll(other.spans);
    }

    /// From a moment up to another, which it does not hold.
    public record Span(long from, long until) {
        public Span {
            if (from > until) {
                throw new IllegalArgumentException("it ends before it begins");
            }
        }

        public long length() {
            return until - from;
        }
    }

    /// @return what was not in it before
    List<Span> add(Span span) {
        List<Span> fresh = without(span);
        if (span.length() == 0) {
            return fresh;
        }
        long from = span.from();
        long until = span.until();
        Map.Entry<Long, Long> before = spans.floorEntry(from);
        if (before != null && before.getValue() >= from) {
            from = before.getKey();
            until = Math.max(until, before.getValue());
        }
        Map.Entry<Long, Long> last = spans.floorEntry(until);
        if (last != null) {
            until = Math.max(until, last.getValue());
        }
        spans.subMap(from, true, until, true).clear();
        spans.put(from, until);
        return fresh;
    }

    void remove(Span span) {
        Map.Entry<Long, Long> entry = spans.lowerEntry(span.until());
        while (entry != null && entry.getValue() > span.from()) {
            spans.remove(entry.getKey());
            if (entry.getKey() < span.from()) {
                spans.put(entry.getKey(), span.from());
            }
            if (entry.getValue() > span.until()) {
                spans.put(span.until(), entry.getValue());
            }
            entry = spans.lowerEntry(Math.min(entry.getKey(), span.until()));
        }
    }

    /// The parts of a span that are not in it.
    List<Span> without(Span span) {
        List<Span> open = new ArrayList<>();
        long at = span.from();
        Map.Entry<Long, Long> entry = spans.floorEntry(at);
        if (entry == null || entry.getValue() <= at) {
            entry = spans.higherEntry(at);
        }
        while (entry != null && entry.getKey() < span.until()) {
            if (entry.getKey() > at) {
                open.add(new Span(at, entry.getKey()));
            }
            at = Math.max(at, entry.getValue());
            entry = spans.higherEntry(entry.getKey());
        }
        if (at < span.until()) {
            open.add(new Span(at, span.until()));
        }
        return open;
    }
}
