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

class BrokerCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter people = new StringWriter();

    private int run(String... arguments) {
        return BrokerCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(people, true))
                .execute(arguments);
    }

    private String data() {
        Path data = folder.resolve("data");
        SiteAuthority.open(data.resolve("keys"), null, Instant.now(), new SecureRandom());
        return "--data=" + data;
    }

    @Test
    void whatIsWrittenNamesItsOwnFilesAndCanBeWrittenAgain() throws IOException {
        Path written = folder.resolve("broker");
        for (int i = 0; i < 2; i++) {
            assertThat(run("certificate", data(), "--name=mqtt.example", "--port=18883", "--json", "--out=" + written))
                    .isZero();
        }
        assertThat(Files.readString(written.resolve("mosquitto.conf")))
                .contains("listener 18883", "keyfile " + written.resolve("broker.key"), "max_topic_alias 0");
        assertThat(Files.readAllLines(written.resolve("acl")))
                .contains("user CENTRE", "pattern write ht/v1/+/%u/up", "pattern read ht/v1/+/%u/ack")
                .doesNotContain("pattern write ht/v1/+/%u/ack");
        String line = out.toString().lines().toList().getLast();
        assertThat(Json.readObject(line.getBytes(StandardCharsets.UTF_8))
                        .get("port")
                        .asInt())
                .isEqualTo(18883);
    }

    @Test
    void whatIsMissingIsSaidAndNoSiteIsFounded() throws IOException {
        Path nowhere = folder.resolve("nowhere");
        assertThat(run("certificate", "--data=" + nowhere, "--name=a", "--out=" + folder))
                .isEqualTo(2);
        assertThat(people.toString()).contains("no server has run on", "--data");
        assertThat(nowhere).doesNotExist();
        assertThat(run("certificate", data(), "--out=" + folder)).isEqualTo(2);
        assertThat(people.toString()).contains("--name");
        assertThat(run("certificate", data(), "--name=a", "--port=0", "--out=" + folder))
                .isEqualTo(2);
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(run("certificate", data(), "--name=a", "--out=" + file)).isEqualTo(1);
        assertThat(people.toString()).contains("cannot be written", "--out").doesNotContain("\tat ");
    }
}
