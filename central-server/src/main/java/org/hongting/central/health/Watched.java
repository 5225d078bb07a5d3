package org.hongting.central.health;

import java.time.Instant;
import java.util.Optional;
import org.hongting.protocol.health.Vitals;

/// One enrolled terminal as it is looked at.
///
/// @param online as the broker last heard
/// @param lastContact its last signed word; a quiet terminal that is there says one every few hours
/// @param gone when it was seen to go, or else heard last; empty while it is there, and where it never came
/// @param heard what it said of itself last, if ever
public record Watched(
        String id,
        String name,
        String place,
        boolean online,
        long pending,
        Optional<Instant> lastContact,
        Optional<Instant> gone,
        Optional<HealthBook.Heard> heard) {
    public String building() {
        return Building.of(place);
    }

    public Vitals vitals() {
        return heard.map(HealthBook.Heard::vitals).orElse(Vitals.NONE);
    }
}
