package org.hongting.protocol.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// The disk on which the journal lies.
///
/// @param total in MiB, and `free` of it
/// @param readOnly true where nothing can be written any more
/// @param written MiB since the machine started; absent where the kernel does not say
/// @param worn percent of the life that the memory chip itself thinks is used; absent on plain SD cards, which do not
/// say
public record DiskHealth(
        @JsonProperty(required = true) long total,
        @JsonProperty(required = true) long free,
        @JsonProperty(required = true) boolean readOnly,
        @Nullable Long written,
        @Nullable Integer worn) {
    private static final long MOST = 1L << 40;

    public DiskHealth {
        Plain.requireWithin(total, 0, MOST);
        Plain.requireWithin(free, 0, total);
        if (written != null) {
            Plain.requireWithin(written, 0, MOST);
        }
        if (worn != null) {
            Plain.requireWithin(worn, 0, 100);
        }
    }

    /// How much of it is free, in percent, rounded down.
    public int percentFree() {
        return total == 0 ? 0 : (int) (free * 100 / total);
    }
}
