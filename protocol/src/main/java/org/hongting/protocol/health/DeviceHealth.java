package org.hongting.protocol.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// One device.
///
/// @param device what the project calls it, like `card`
/// @param kind a word like [#READER]; a later release may have more
/// @param present false while it is absent or broken
/// @param idle seconds since it last did something, when this was measured; absent before the first time
public record DeviceHealth(
        @JsonProperty(required = true) String device,
        @JsonProperty(required = true) String kind,
        @JsonProperty(required = true) boolean present,
        @Nullable Long idle) {
    public static final String READER = "reader";
    public static final String CAMERA = "camera";
    public static final String PRINTER = "printer";

    private static final long MOST = 1_000_000_000_000L;

    public DeviceHealth {
        Plain.requireWord(device);
        Plain.requireWord(kind);
        if (idle != null) {
            Plain.requireWithin(idle, 0, MOST);
        }
    }
}
