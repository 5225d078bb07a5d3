package org.hongting.central;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.hongting.central.platform.ListeningPorts;
import org.hongting.protocol.json.Json;

/// Tells whoever started the server that it is ready, and where: one JSON object, put in place in one step so that
/// nobody reads half of it.
final class ReadyFile {
    private ReadyFile() {}

    static void write(Path file, ListeningPorts.Ports ports) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        Files.write(unfinished, Json.write(new Content(ProcessHandle.current().pid(), ports)));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    record Content(long pid, ListeningPorts.Ports ports) {}
}
