package org.hongting.central.platform;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.hongting.protocol.claim.MqttEndpoint;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// What the operator chose. The console's own listener is Spring's `server.port` and `server.address`.
///
/// @param data folder of everything the server keeps
/// @param database address of a PostgreSQL database; null: a file in the folder
/// @param terminalPort HTTPS for terminals, 0 for any free one
/// @param mqttPort MQTT for terminals, 0 for any free one
/// @param announcedMqttPort what terminals are told where a router forwards another port; 0: the real one
/// @param announcedTerminalPort the same for their HTTPS
/// @param broker addresses of a broker beside the server, `HOST:PORT`; none: the server has one inside
/// @param hostNames names and addresses that terminals may call the server by; the first goes into claim files
@ConfigurationProperties("hongting")
public record CentralSettings(
        Path data,
        @Nullable String database,
        int terminalPort,
        int mqttPort,
        int announcedMqttPort,
        int announcedTerminalPort,
        @Nullable List<String> broker,
        List<String> hostNames) {
    public CentralSettings {
        broker = broker == null ? List.of() : List.copyOf(broker);
        hostNames = List.copyOf(hostNames);
        if (hostNames.isEmpty()) {
            throw new IllegalArgumentException("the server needs a name that terminals can reach it by");
        }
    }

    /// Where terminals reach a server over HTTPS.
    public static URI terminalAddress(String host, int port) {
        return URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    /// Where the broker beside the server is; empty: the server has one inside.
    public List<MqttEndpoint> brokers() {
        return broker == null
                ? List.of()
                : broker.stream().map(MqttEndpoint::parse).toList();
    }

    public Path keyFolder() {
        return data.resolve("keys");
    }
}
