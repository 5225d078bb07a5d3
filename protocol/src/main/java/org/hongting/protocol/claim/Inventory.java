package org.hongting.protocol.claim;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// What a terminal says about its machine when it claims. It helps an admin to recognise the machine and lets
/// nobody in: anybody could say it. A token that was made for one serial number keeps tickets from being mixed up.
///
/// @param hostname at most 64 characters
/// @param model as the firmware names the board, at most 128 characters; empty if unknown
/// @param software name and version, at most 64 characters
/// @param serial the number that the machine's maker gave it, at most 64 characters; left out where it has none
public record Inventory(
        @JsonProperty(required = true) String hostname,
        @JsonProperty(required = true) String model,
        @JsonProperty(required = true) String software,
        @Nullable String serial) {
    @JsonCreator
    public Inventory {
        ClaimText.requireLine("hostname", hostname, 64);
        ClaimText.requireLine("model", model, 128);
        ClaimText.requireLine("software", software, 64);
        if (serial != null) {
            ClaimText.requireLine("serial number", serial, 64);
        }
    }

    public Inventory(String hostname, String model, String software) {
        this(hostname, model, software, null);
    }
}
