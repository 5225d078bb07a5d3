package org.hongting.kiosk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a terminal says that cannot start, as a process of its own.
class TroubledStartTest {
    @TempDir
    Path folder;

    private record Outcome(int status, String words) {}

    @Test
    void aFolderThatCannotBeWrittenIsNamedWithWhatToDo() throws Exception {
        Path data = Files.writeString(folder.resolve("file"), "").resolve("data");

        Outcome outcome = start("--data", data.toString());

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.words())
                .contains("hongting kiosk: ", data.toString(), "name another one with --data")
                .doesNotContain("Exception");
    }

    @Test
    void aDamagedIdentityIsNotTakenForNone() throws Exception {
        Path identity = Files.createDirectories(folder.resolve("identity"));
        Files.writeString(identity.resolve("terminal-key.json"), "{}");
        Files.writeString(identity.resolve("identity.json"), "{\"x\":");

        Outcome outcome = start("--data", folder.toString());

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.words())
                .contains("is damaged; restore " + identity, "claim this terminal anew")
                .doesNotContain("Exception");
    }

    @Test
    void aFolderOnWhichAnotherKioskRunsIsNamed() throws Exception {
        try (FileChannel other = FileChannel.open(
                        folder.resolve("kiosk.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = other.lock()) {
            Outcome outcome = start("--data", folder.toString());

            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.words()).contains("another kiosk runs on the folder " + folder);
        }
    }

    @Test
    void whatMakesNoSenseIsWrongUsage() throws Exception {
        Outcome mistyped = start("--data", folder.toString(), "--camera", "/no/such/picture.png");

        assertThat(mistyped.status()).isEqualTo(2);
        assertThat(mistyped.words())
                .contains("there is no picture, folder or video /no/such/picture.png")
                .doesNotContain("Exception");
    }

    @Test
    void aCameraThatNoRaspberryPiHasIsWrongUsage() throws Exception {
        Outcome ninth = start("--data", folder.toString(), "--camera", "pi:8");

        assertThat(ninth.status()).isEqualTo(2);
        assertThat(ninth.words()).contains("pi:0 to pi:7").doesNotContain("Exception");
    }

    @Test
    void withoutADisplayItSaysSo() throws Exception {
        Outcome outcome = run(List.of(), "--data", folder.toString());

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.words()).contains("there is no display").doesNotContain("Exception");
    }

    private static Outcome start(String... arguments) throws IOException, InterruptedException {
        return run(List.of("-Dglass.platform=Headless", "-Dprism.order=sw"), arguments);
    }

    private static Outcome run(List<String> options, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), KioskMain.class.getName()));
        command.addAll(List.of("--no-cards", "--silent", "--window", "1280x800"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("DISPLAY");
        builder.environment().remove("WAYLAND_DISPLAY");
        Process process = builder.start();
        process.getOutputStream().close();
        String words = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Outcome(process.waitFor(), words);
    }
}
