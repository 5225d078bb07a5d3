package org.hongting.central;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReleaseCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = ReleaseCommand.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    private Path home(String architecture) throws IOException {
        Path home = folder.resolve(architecture);
        Files.createDirectories(home.resolve("jars"));
        Files.writeString(home.resolve("jars/kiosk.jar"), "the same everywhere");
        Files.writeString(home.resolve("jars/fx-" + architecture + ".jar"), architecture);
        Files.writeString(
                home.resolve("java.options"),
                "-Dfile.encoding=UTF-8\n-cp\n/usr/lib/x/jars/kiosk.jar:/usr/lib/x/jars/fx-" + architecture + ".jar\n");
        return home;
    }

    @Test
    void aReleaseIsSignedByAWrappedKeyAndVerifiedByItsPublicHalfAlone() throws IOException {
        String key = folder.resolve("key.json").toString();
        String words = Files.writeString(folder.resolve("words"), "correct horse battery\n")
                .toString();
        assertThat(run("keys", key, "--passphrase", words)).isZero();
        String line = out.toString();
        Path keys = Files.writeString(folder.resolve("release-keys"), line);
        assertThat(Files.readString(folder.resolve("key.json"))).doesNotContain("privateKey");

        Path file = folder.resolve("hongting-0.2.0.htr");
        String[] sign = {
            "sign",
            "arm64=" + home("arm64"),
            "amd64=" + home("amd64"),
            "--key",
            key,
            "--passphrase",
            words,
            "--version",
            "0.2.0",
            "--oldest",
            "0.1.0",
            "--out",
            file.toString()
        };
        assertThat(run(sign)).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("\"version\":\"0.2.0\"", "\"architectures\":\"arm64 amd64\"", "\"files\":3");
        assertThat(run("verify", file.toString(), "--keys", keys.toString())).isZero();

        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(run("verify", file.toString(), "--keys", keys.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("refused: ");
        Files.writeString(folder.resolve("words"), "another passphrase\n");
        assertThat(run(sign)).isEqualTo(1);
        assertThat(err.toString()).contains("the passphrase does not open the release key");
    }
}
