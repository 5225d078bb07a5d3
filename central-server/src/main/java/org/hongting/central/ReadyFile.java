package org.hongting.central;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.hongting.central.platform.CentralSettings;
import org.hongting.central.platform.ListeningPorts;
import org.hongting.protocol.json.Json;

/// Tells whoever started the server that it is ready, and where: one JSON object, put in place in one step so that
/// nobody reads half of it.
final class ReadyFile {
    /// The copy in the data folder, for commands that come later.
    static final String IN_DATA = "listening.json";

    private ReadyFile() {}

    static void write(Path file, String host, ListeningPorts.Ports ports) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        Content content =
                new Content(ProcessHandle.current().pid(), host, ports.console(), ports.terminal(), ports.mqtt());
        Files.write(unfinished, Json.write(content));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// @param host the name that terminals call the server by
    record Content(
            @JsonProperty(required = true) long pid,
            @JsonProperty(required = true) String host,
            @JsonProperty(required = true) int consolePort,
            @JsonProperty(required = true) int terminalPort,
            @JsonProperty(required = true) int mqttPort) {
        URI terminalAddress() {
            return CentralSettings.terminalAddress(host, terminalPort);
        }
    }
}
