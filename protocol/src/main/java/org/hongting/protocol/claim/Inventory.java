package org.hongting.protocol.claim;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a terminal says about its machine when it claims. It helps an admin to recognise the machine and decides
/// nothing: anybody could say it.
///
/// @param hostname at most 64 characters
/// @param model as the firmware names the board, at most 128 characters; empty if unknown
/// @param software name and version, at most 64 characters
public record Inventory(
        @JsonProperty(required = true) String hostname,
        @JsonProperty(required = true) String model,
        @JsonProperty(required = true) String software) {
    public Inventory {
        ClaimText.requireLine("hostname", hostname, 64);
        ClaimText.requireLine("model", model, 128);
        ClaimText.requireLine("software", software, 64);
    }
}
