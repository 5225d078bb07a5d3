package org.hongting.protocol.claim;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.jspecify.annotations.Nullable;

/// The identity of a terminal. It holds no secret: the key never left the terminal.
///
/// @param name what people call the terminal, at most 64 characters
/// @param place where it stands, at most 64 characters
/// @param certificates the terminal's certificate and, if there are any, intermediate ones, each DER as base64;
/// without the authority, 1 to 4
/// @param site what the terminal trusts from now on
/// @param mqtt where the broker is, and the first of several addresses: older terminals know this one alone
/// @param brokers all addresses, where there are several, at most 16: whichever answers will do
public record ClaimResponse(
        @JsonProperty(required = true) TerminalId terminal,
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String place,
        @JsonProperty(required = true) List<String> certificates,
        @JsonProperty(required = true) SiteTrust site,
        @JsonProperty(required = true) MqttEndpoint mqtt,
        @Nullable List<MqttEndpoint> brokers) {
    /// Bytes of a whole response; a longer one is refused unread.
    public static final int MAX_BYTES = 256 * 1024;

    private static final int CERTIFICATES = 4;
    private static final int BROKERS = 16;

    public ClaimResponse {
        ClaimText.requireLine("name", name, 64);
        ClaimText.requireLine("place", place, 64);
        certificates = List.copyOf(certificates);
        ClaimText.requireCertificates(certificates, CERTIFICATES);
        if (brokers != null) {
            brokers = List.copyOf(brokers);
            if (brokers.isEmpty() || brokers.size() > BROKERS) {
                throw new IllegalArgumentException("not 1 to " + BROKERS + " brokers");
            }
        }
    }

    /// With one address of the broker.
    public ClaimResponse(
            TerminalId terminal,
            String name,
            String place,
            List<String> certificates,
            SiteTrust site,
            MqttEndpoint mqtt) {
        this(terminal, name, place, certificates, site, mqtt, null);
    }

    /// All addresses of the broker, at least one.
    public List<MqttEndpoint> allBrokers() {
        return brokers == null ? List.of(mqtt) : brokers;
    }

    /// @throws org.hongting.protocol.json.MalformedJson if size or form is wrong
    public static ClaimResponse read(byte[] utf8) {
        return ClaimText.read(utf8, MAX_BYTES, ClaimResponse.class);
    }

    public byte[] write() {
        return Json.write(this);
    }

    public List<byte[]> certificateBytes() {
        return ClaimText.certificates(certificates);
    }
}
