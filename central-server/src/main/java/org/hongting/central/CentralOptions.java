package org.hongting.central;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a server is started with.
///
/// @param data folder of everything the server keeps; made where there is none
/// @param consoleAddress where the console listens; loopback unless a proxy or a certificate stands before it
/// @param consolePort 0 for any free one, as for the other two
/// @param hostNames names and addresses that terminals may call the server by, at least one
public record CentralOptions(
        Path data, String consoleAddress, int consolePort, int terminalPort, int mqttPort, List<String> hostNames) {
    public CentralOptions {
        hostNames = List.copyOf(hostNames);
    }

    /// Every port a free one, everything on this machine: for tests and demonstrations.
    public static CentralOptions local(Path data) {
        return new CentralOptions(data, "127.0.0.1", 0, 0, 0, List.of("localhost", "127.0.0.1"));
    }

    Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("server.port", consolePort);
        properties.put("server.address", consoleAddress);
        properties.put("hongting.data", data.toAbsolutePath().toString());
        properties.put("hongting.terminal-port", terminalPort);
        properties.put("hongting.mqtt-port", mqttPort);
        properties.put("hongting.host-names", String.join(",", hostNames));
        return properties;
    }
}
