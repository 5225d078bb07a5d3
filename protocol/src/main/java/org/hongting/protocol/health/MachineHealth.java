package org.hongting.protocol.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// The machine as its kernel sees it.
///
/// @param celsius of the processor; absent where nothing measures it
/// @param throttled the bits of a Raspberry Pi's `get_throttled`; absent elsewhere
/// @param memory in MiB, and `free` of it as far as programs can still get it
/// @param used by the terminal's own program, in MiB
public record MachineHealth(
        @Nullable Integer celsius,
        @Nullable Integer throttled,
        @JsonProperty(required = true) long memory,
        @JsonProperty(required = true) long free,
        @JsonProperty(required = true) long used) {
    private static final int UNDERVOLTAGE = 1;
    private static final int LIMITED = 0b1110;
    private static final int UNDERVOLTAGE_SINCE_START = 1 << 16;
    private static final long MOST = 1L << 40;

    public MachineHealth {
        if (celsius != null) {
            Plain.requireWithin(celsius, -100, 250);
        }
        Plain.requireWithin(memory, 0, MOST);
        Plain.requireWithin(free, 0, MOST);
        Plain.requireWithin(used, 0, MOST);
    }

    /// The supply gives too little at this moment.
    public boolean undervolted() {
        return has(UNDERVOLTAGE);
    }

    /// It did at some time since the machine started.
    public boolean undervoltedBefore() {
        return has(UNDERVOLTAGE | UNDERVOLTAGE_SINCE_START);
    }

    /// The processor is slowed down, by heat or by the supply.
    public boolean slowed() {
        return has(LIMITED);
    }

    private boolean has(int bits) {
        return throttled != null && (throttled & bits) != 0;
    }
}
