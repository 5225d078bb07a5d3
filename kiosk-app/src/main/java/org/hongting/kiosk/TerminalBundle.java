package org.hongting.kiosk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hongting.kiosk.diagnosis.LogBundle;
import org.hongting.kiosk.diagnosis.LogMemory;
import org.hongting.kiosk.diagnosis.Redaction;
import org.hongting.protocol.configuration.Configuration;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Database;
import org.hongting.provisioning.health.MachineReader;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.link.LinkStatus;

/// Gathers what [LogBundle] packs. What cannot be found out is said so in its text, and the others are there.
///
/// @param inForce the configuration, with what is set at the machine
/// @param data where the terminal remembers
record TerminalBundle(
        LogMemory log,
        Supplier<Configuration> inForce,
        Supplier<LinkStatus> link,
        Journal journal,
        Database database,
        Path data) {

    byte[] zip() {
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        add(texts, "about.txt", this::about);
        add(texts, "configuration.txt", () -> Redaction.of(LogBundle.configuration(inForce.get())));
        add(texts, "health.txt", this::health);
        add(texts, "journal.txt", this::records);
        add(texts, "disk.txt", this::files);
        add(texts, "log.txt", () -> Redaction.of(log.text()));
        add(texts, "threads.txt", () -> Redaction.of(LogBundle.threads()));
        return LogBundle.of(texts);
    }

    private static void add(SequencedMap<String, String> texts, String name, Supplier<String> text) {
        String said;
        try {
            said = text.get();
        } catch (RuntimeException e) {
            said = "could not be found out: " + e.getClass().getSimpleName();
        }
        texts.put(name, said);
    }

    private String about() {
        MachineReader machine = MachineReader.ofThisMachine();
        return """
                software %s
                java %s
                system %s
                machine %s
                terminal %s
                running for %d s
                """.formatted(
                Software.VERSION,
                Runtime.version(),
                machine.system(),
                machine.model(),
                journal.terminal(),
                java.lang.management.ManagementFactory.getRuntimeMXBean().getUptime() / 1000);
    }

    private String health() {
        MachineReader machine = MachineReader.ofThisMachine();
        Runtime ours = Runtime.getRuntime();
        LinkStatus status = link.get();
        return """
                machine %s
                disk %s
                line %s, %s, %d records wait, %d epochs wait for somebody
                last heard %s, off by %s
                refused %s
                """.formatted(
                        Json.writeText(machine.machine((ours.totalMemory() - ours.freeMemory()) >> 20)),
                        machine.disk(data).map(Json::writeText).orElse("unknown"),
                        status.state(),
                        status.problem(),
                        status.pending(),
                        status.disputed(),
                        status.lastContact(),
                        status.serverOffset(),
                        status.refused());
    }

    private String records() {
        return database.reading(transaction -> transaction
                        .query(
                                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
                                row -> row.text("name"))
                        .stream()
                        .map(table -> table + " "
                                + transaction
                                        .queryFirst(
                                                "SELECT count(*) AS n FROM \"" + table + "\"", row -> row.integer("n"))
                                        .orElse(0L))
                        .collect(Collectors.joining("\n", "rows of each table\n", "\n")))
                + "to be sent " + journal.outbox().pending() + "\n";
    }

    private String files() {
        try (Stream<Path> all = Files.list(data)) {
            return "free %d MiB%n".formatted(Files.getFileStore(data).getUsableSpace() >> 20)
                    + all.sorted()
                            .map(file -> file.getFileName() + " " + size(file))
                            .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return "could not be read: " + e.getClass().getSimpleName();
        }
    }

    private static String size(Path file) {
        try {
            return Files.isDirectory(file) ? "(folder)" : Files.size(file) + " bytes";
        } catch (IOException e) {
            return "?";
        }
    }
}
