package org.hongting.central.alert;

import java.util.Comparator;

/// Of what kind, and where.
///
/// @param subject a terminal's id, or the name of a building
public record AlertKey(AlertRule rule, String subject) implements Comparable<AlertKey> {
    private static final Comparator<AlertKey> ORDER =
            Comparator.comparing(AlertKey::rule).thenComparing(AlertKey::subject);

    @Override
    public int compareTo(AlertKey other) {
        return ORDER.compare(this, other);
    }
}
