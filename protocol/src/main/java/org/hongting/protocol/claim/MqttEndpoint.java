package org.hongting.protocol.claim;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Where a terminal finds the broker. Always TLS with certificates on both sides.
public record MqttEndpoint(
        @JsonProperty(required = true) String host,
        @JsonProperty(required = true) int port) {
    public MqttEndpoint {
        ClaimText.requireForm("host", host, ClaimText.HOST);
        ClaimText.requirePort(port);
    }
}
