package org.hongting.central;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.hongting.protocol.json.Json;
import org.hongting.provisioning.authority.SiteAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The site's keys from the command line.
class KeysCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new KeysCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
    }

    @Test
    void aCopyIsExportedAndIsNeverImportedOverKeysThatAreThere() throws IOException {
        Path data = folder.resolve("data");
        SiteAuthority site = SiteAuthority.open(
                Files.createDirectories(data.resolve("keys")), null, Instant.now(), new SecureRandom());
        String words = Files.writeString(folder.resolve("words"), "in another building\n")
                .toString();
        String copy = folder.resolve("keys.copy").toString();

        assertThat(run("export", copy, "--data", data.toString(), "--passphrase-file", words, "--json"))
                .as(errors.toString())
                .isZero();
        assertThat(Json.readObject(out.toString().strip().getBytes(StandardCharsets.UTF_8))
                        .path("fingerprint")
                        .asString())
                .isEqualTo(site.fingerprint().hex());
        assertThat(run("import", copy, "--data", data.toString(), "--passphrase-file", words))
                .isEqualTo(1);
        assertThat(errors.toString()).contains("already").doesNotContain("\tat ");
        assertThat(run("export", copy)).isEqualTo(2);
    }
}
