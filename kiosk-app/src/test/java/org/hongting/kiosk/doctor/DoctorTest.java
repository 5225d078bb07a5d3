package org.hongting.kiosk.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.hongting.kiosk.doctor.Finding.Verdict;
import org.hongting.protocol.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DoctorTest {
    @TempDir
    Path root;

    @Test
    void aBareMachineIsToldWhatToInstall() {
        Checks checks = new Checks(new Machine(root, Map.of()));

        assertThat(checks.display().verdict()).isEqualTo(Verdict.ADVICE);
        assertThat(checks.windowLibraries().remedy()).contains("libgtk-3-0");
        assertThat(checks.fonts().remedy()).contains("fonts-noto-cjk");
        assertThat(checks.cards().remedy()).contains("pcscd");
        assertThat(checks.camera().detail()).isEqualTo("none found");
    }

    @Test
    void aMachineWithEverythingIsFine() throws IOException {
        touch("usr/lib/aarch64-linux-gnu/libgtk-3.so.0");
        touch("usr/lib/aarch64-linux-gnu/libpcsclite.so.1");
        touch("usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc");
        touch("tmp/.X11-unix/X0");
        touch("dev/video0");
        Path ffmpeg = touch("usr/bin/ffmpeg");
        assertThat(ffmpeg.toFile().setExecutable(true)).isTrue();
        Checks checks = new Checks(new Machine(root, Map.of("DISPLAY", ":0", "PATH", "/usr/bin")));

        try (ServerSocketChannel _ = listenAt("run/pcscd/pcscd.comm")) {
            assertThat(Stream.of(
                            checks.java(),
                            checks.display(),
                            checks.windowLibraries(),
                            checks.fonts(),
                            checks.cards(),
                            checks.camera()))
                    .allMatch(finding -> finding.verdict() == Verdict.FINE);
        }
        assertThat(root.resolve("run/pcscd/pcscd.comm")).exists();
        assertThat(checks.cards().detail()).as("its socket is left behind").isEqualTo("pcscd does not run");
    }

    @Test
    void aDisplayThatIsOnlyNamedIsNone() {
        assertThat(display("DISPLAY", ":77").detail()).isEqualTo(":77 is named, and nothing runs there");
        assertThat(display("DISPLAY", "elsewhere:0").verdict()).isEqualTo(Verdict.FINE);
        assertThat(display("WAYLAND_DISPLAY", "wayland-0").remedy()).contains("xwayland");
    }

    private Finding display(String variable, String value) {
        return new Checks(new Machine(root, Map.of(variable, value))).display();
    }

    private ServerSocketChannel listenAt(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(file));
    }

    @Test
    void aCameraWithoutItsProgramIsToldSo() throws IOException {
        touch("dev/video0");
        assertThat(new Checks(new Machine(root, Map.of("PATH", "/usr/bin")))
                        .camera()
                        .remedy())
                .contains("ffmpeg");
    }

    @Test
    void aDataFolderThatForgetsAtARestartIsWrong() throws IOException {
        Files.createDirectories(root.resolve("proc"));
        Files.writeString(
                root.resolve("proc/mounts"), "/dev/sda1 / ext4 rw 0 0\noverlay " + root + " overlay rw 0 0\n");

        Finding finding = new DiskCheck(new Machine(root, Map.of())).examine(root.resolve("data"));

        assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding.detail()).contains("forgets");
    }

    @Test
    void aRealDiskIsMeasured() {
        Finding finding = new DiskCheck(new Machine(root, Map.of())).examine(root.resolve("not/yet/there"));
        assertThat(finding.detail()).contains("MB free");
    }

    @Test
    void theCommandPrintsOneJsonObjectAndItsExitCodeSaysTheSame() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        int code;
        try {
            code = new CommandLine(new DoctorCommand()).execute("--json", "--data", root.toString());
        } finally {
            System.setOut(before);
        }
        var report =
                Json.readObject(printed.toString(StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8));
        assertThat(report.path("fit").asBoolean()).isEqualTo(code == 0);
        assertThat(report.path("findings").size()).isEqualTo(9);
    }

    private Path touch(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }
}
