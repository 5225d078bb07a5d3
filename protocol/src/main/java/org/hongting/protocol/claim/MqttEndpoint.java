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

    /// As people write it: `host:port`, with an address of IPv6 in brackets.
    ///
    /// @throws IllegalArgumentException if that is none, in a sentence that says what to do
    public static MqttEndpoint parse(String text) {
        int cut = text.lastIndexOf(':');
        String host = cut < 0 ? "" : text.substring(0, cut);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        try {
            if (!bracketed && host.contains(":")) {
                throw new IllegalArgumentException("not bracketed");
            }
            return new MqttEndpoint(
                    bracketed ? host.substring(1, host.length() - 1) : host, Integer.parseInt(text.substring(cut + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the broker " + text + " is no address: give HOST:PORT, like mqtt.example.edu:8883", e);
        }
    }

    /// As [#parse] reads it.
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
