package org.hongting.kiosk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.document.ReleaseEntry;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.ReleaseObstacle;
import org.hongting.protocol.release.ReleaseFile;
import org.hongting.protocol.release.ReleaseKeys;
import org.hongting.protocol.release.ReleaseSamples;
import org.hongting.provisioning.release.ReleaseDisk;
import org.hongting.provisioning.release.ReleaseDownload;
import org.hongting.provisioning.release.ReleaseInbox;
import org.hongting.provisioning.release.ReleaseWord;
import org.hongting.provisioning.release.SwitchMain;
import org.hongting.sync.journal.JournalFile;
import org.hongting.sync.store.SqliteDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The switching program and each version in processes of their own, over one terminal's file.
class UpdateKeepsTheJournalTest {
    private static final ReleaseSamples.Made OLD = ReleaseSamples.release("0.1.0");
    private static final ReleaseSamples.Made NEW = ReleaseSamples.release("0.2.0");
    private static final Digest NEXT = NEW.signed().digest();

    @TempDir
    private Path machine;

    /// A version, the one after it with more tables, and the first one again: nothing of what was written is lost or
    /// another byte, and the older one goes on in what the newer one left.
    @Test
    void fromOneVersionToTheNextAndBackTheJournalKeepsEveryByte() throws IOException, InterruptedException {
        aMachineThatRunsWhatItsPackageBrought();
        List<String> before = starts();
        assertThat(before).hasSize(21);

        ReleaseInbox inbox = fetched();
        inbox.say(word(ReleaseWord.Kind.PREPARE, null));
        process(SwitchMain.class, arguments("heed"));
        inbox.say(word(ReleaseWord.Kind.GO, null));
        List<String> newer = starts();
        assertThat(newer).hasSize(42).startsWith(before.toArray(String[]::new));

        inbox.say(word(ReleaseWord.Kind.BACK, ReleaseObstacle.NOT_WELL));
        List<String> again = starts();
        assertThat(again).hasSize(63).startsWith(newer.toArray(String[]::new));
        assertThat(again.stream().filter(line -> line.contains("\"software\"")))
                .extracting(line -> line.replaceAll("(?s).*\"software\":\"([^\"]*)\".*", "$1"))
                .containsExactly("0.1.0", "0.2.0", "0.1.0");
        JournalFile.Verdict verdict = JournalFile.verify(machine.resolve("terminal.db"));
        assertThat(verdict.isIntact()).isTrue();
        assertThat(verdict.epochs()).hasSize(3);
    }

    private void aMachineThatRunsWhatItsPackageBrought() throws IOException {
        Path jars = Files.createDirectories(machine.resolve("packaged/jars"));
        for (ReleaseFile file : OLD.signed().manifest().filesFor("arm64")) {
            Files.write(jars.resolve(file.name()), OLD.content(file.name()));
        }
        Files.write(machine.resolve("packaged/machine.json"), Json.write(ReleaseSamples.MACHINE));
        Files.writeString(machine.resolve("keys"), ReleaseKeys.line(ReleaseSamples.PAIR.getPublic()) + "\n");
    }

    private ReleaseInbox fetched() throws IOException {
        ReleaseInbox inbox = new ReleaseInbox(machine.resolve("inbox"), ReleaseDisk.real());
        ReleaseDownload download = new ReleaseDownload(
                inbox,
                (file, from, length) -> Optional.of(
                        NEXT.equals(file)
                                ? NEW.signed().bytes()
                                : Arrays.copyOfRange(NEW.content(file), (int) from, (int)
                                        Math.min(NEW.content(file).length, from + length))),
                new ReleaseDownload.Here(ReleaseSamples.MACHINE, ReleaseSamples.KEYS, machine.resolve("packaged")));
        ReleaseEntry wanted = new ReleaseEntry(
                ReleaseEntry.WANTED,
                "0.2.0",
                NEXT,
                Base64.getEncoder().encodeToString(NEW.signed().signature()),
                1,
                1,
                null,
                null);
        while (!download.step(wanted)) {
            assertThat(machine.resolve("root/state.json")).doesNotExist();
        }
        return inbox;
    }

    private static ReleaseWord word(ReleaseWord.Kind kind, @Nullable ReleaseObstacle obstacle) {
        return new ReleaseWord(kind, NEXT, 1, obstacle, false);
    }

    private String[] arguments(String act) {
        return new String[] {
            act,
            machine.resolve("root").toString(),
            machine.resolve("inbox").toString(),
            machine.resolve("packaged").toString(),
            machine.resolve("keys").toString()
        };
    }

    /// Starts what the switching program names, and reads what the file holds after its power was cut.
    private List<String> starts() throws IOException, InterruptedException {
        String home = process(SwitchMain.class, arguments("start")).getLast();
        boolean isNewer = home.endsWith(NEXT.hex());
        process(
                JournalProcess.class,
                machine.resolve("terminal.db").toString(),
                isNewer ? "0.2.0" : "0.1.0",
                isNewer ? "2" : "0");
        try (SqliteDatabase database = SqliteDatabase.openReadOnly(machine.resolve("terminal.db"))) {
            return database.reading(transaction -> transaction.query(
                    "SELECT envelope, body FROM journal_record ORDER BY rowid",
                    row -> new String(row.bytes("envelope"), UTF_8) + "\n" + new String(row.bytes("body"), UTF_8)));
        }
    }

    private static List<String> process(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> said;
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            said = lines.lines().toList();
        }
        assertThat(process.waitFor()).isZero();
        return said;
    }
}
