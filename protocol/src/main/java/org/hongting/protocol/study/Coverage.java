package org.hongting.protocol.study;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Which parts of a lesson somebody has had before them: pages of a PDF, paragraphs of a text, seconds of a film or
/// recording, each counted from 0. A set: seeing a part again adds nothing, and neither do order and repetition.
///
/// @param parts in order, none touches another
public record Coverage(@JsonProperty(required = true) List<Part> parts) {
    /// Stretches that one coverage may hold; whoever jumps about more is told apart less finely.
    public static final int MOST = 64;

    public static final Coverage NONE = new Coverage(List.of());

    /// From a part up to another, which it does not hold.
    public record Part(
            @JsonProperty(required = true) int from,
            @JsonProperty(required = true) int until) {
        public Part {
            if (from < 0 || until <= from) {
                throw new IllegalArgumentException("a stretch of a lesson holds something");
            }
        }
    }

    public Coverage {
        parts = List.copyOf(parts);
        for (int i = 1; i < parts.size(); i++) {
            if (parts.get(i).from() <= parts.get(i - 1).until()) {
                throw new IllegalArgumentException("stretches stand in order and do not touch");
            }
        }
        if (parts.size() > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " stretches");
        }
    }

    public static Coverage of(int from, int until) {
        return new Coverage(List.of(new Part(from, until)));
    }

    /// Both together. Where there would be more than [#MOST] stretches the last are left out: too little is said, and
    /// never too much.
    public Coverage and(Coverage other) {
        return union(Stream.concat(parts.stream(), other.parts.stream()).toList());
    }

    /// Whether nothing new is in the other.
    public boolean holds(Coverage other) {
        return and(other).equals(this);
    }

    /// How many parts of a lesson that has so many.
    public int within(int of) {
        return parts.stream()
                .mapToInt(part -> Math.max(0, Math.min(part.until(), of) - part.from()))
                .sum();
    }

    /// The first part that is not in it.
    public int firstGap() {
        return parts.isEmpty() || parts.getFirst().from() > 0
                ? 0
                : parts.getFirst().until();
    }

    private static Coverage union(Collection<Part> all) {
        List<Part> union = new ArrayList<>();
        for (Part next :
                all.stream().sorted(Comparator.comparingInt(Part::from)).toList()) {
            if (!union.isEmpty() && next.from() <= union.getLast().until()) {
                Part before = union.removeLast();
                union.add(new Part(before.from(), Math.max(before.until(), next.until())));
            } else {
                union.add(next);
            }
        }
        return new Coverage(union.subList(0, Math.min(MOST, union.size())));
    }
}
