package org.hongting.protocol.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The way to the centre, and what waits for it.
///
/// @param pending records that the centre does not hold yet
/// @param oldest seconds since something began to wait without a break; 0 where nothing waits
/// @param connects how often the line was up in this run
/// @param problem word of what ended the line the last time; absent where nothing did
/// @param signal of the wireless network in dBm; absent on a cable
/// @param certificateEnd when the terminal's certificate ends
public record LinkHealth(
        @JsonProperty(required = true) long pending,
        @JsonProperty(required = true) long oldest,
        @JsonProperty(required = true) long connects,
        @Nullable String problem,
        @Nullable Integer signal,
        @JsonProperty(required = true) Instant certificateEnd) {
    private static final long MOST = 1_000_000_000_000L;

    public LinkHealth {
        Plain.requireWithin(pending, 0, MOST);
        Plain.requireWithin(oldest, 0, MOST);
        Plain.requireWithin(connects, 0, MOST);
        if (problem != null) {
            Plain.requireWord(problem);
        }
        if (signal != null) {
            Plain.requireWithin(signal, -200, 50);
        }
        // Years have four digits in all texts of the project.
        Plain.requireWithin(certificateEnd.getEpochSecond(), 0, 253_402_300_799L);
    }
}
