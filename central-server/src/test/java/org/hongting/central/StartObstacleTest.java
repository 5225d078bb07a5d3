package org.hongting.central;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StartObstacleTest {
    @TempDir
    Path folder;

    @Test
    void aPortThatIsTakenIsSaidWithTheOptionThatChoosesAnother() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            for (String option : new String[] {"--console-port", "--terminal-port", "--mqtt-port"}) {
                assertThat(refusal(folder, option, "" + other.getLocalPort()))
                        .contains("port " + other.getLocalPort() + " cannot be had", "choose another", option)
                        .doesNotContain("\tat ");
            }
        }
    }

    @Test
    void whatIsNoPortNoFolderAndNoAddressIsSaid() throws IOException {
        assertThat(refusal(folder, "--mqtt-port", "70000")).contains("--mqtt-port 70000 is no port");
        assertThat(refusal(Files.createFile(folder.resolve("file")).resolve("data"), "--mqtt-port", "0"))
                .contains("cannot be made", "--data");
        assertThat(refusal(folder, "--console-address", "203.0.113.7")).contains("no address of this machine");
    }

    @Test
    void aCertificateThatCannotBeReadIsSaidAndOneWithoutItsKeyIsNoChoice() throws IOException {
        Path key = Files.createFile(folder.resolve("key.pem"));
        assertThat(refusal(folder, "--console-key=" + key + " --console-certificate", folder + "/nothing.pem"))
                .contains("--console-certificate", "cannot be read");
        StringWriter said = new StringWriter();
        int code = new CommandLine(new CentralMain())
                .setErr(new PrintWriter(said, true))
                .execute("--console-key=" + key);
        assertThat(code).isEqualTo(2);
        assertThat(said.toString()).contains("--console-certificate");
    }

    @Test
    void aZoneThatNobodyKnowsIsSaidBeforeAnythingIsBegun() {
        assertThat(refusal(folder, "--zone", "Asia/Peking"))
                .contains("the zone Asia/Peking", "HONGTING_ZONE", "like Asia/Shanghai")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("central.db")).doesNotExist();
    }

    @Test
    void anAddressOfABrokerThatIsNoneIsSaid() {
        assertThat(refusal(folder, "--broker", "localhost:8883,mqtt.example.edu"))
                .contains("the broker mqtt.example.edu is no address", "HOST:PORT", "HONGTING_BROKER")
                .doesNotContain("\tat ");
    }

    @Test
    void aDatabaseThatCannotBeHadIsSaidInASentence() throws IOException {
        assertThat(refusal(folder, "--database", "localhost/hongting"))
                .contains("is no address", "jdbc:postgresql://localhost/hongting")
                .doesNotContain("\tat ");
        assertThat(refusal(folder, "--database", "jdbc:postgresql://localhost/hongting?password=sesame"))
                .contains("HONGTING_DATABASE_PASSWORD")
                .doesNotContain("sesame");
        int port;
        try (ServerSocket nobody = new ServerSocket(0)) {
            port = nobody.getLocalPort();
        }
        assertThat(refusal(folder, "--database", "jdbc:postgresql://127.0.0.1:" + port + "/hongting"))
                .contains("cannot be had", "refused")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("central.db")).doesNotExist();
    }

    @Test
    void aDataFileThatIsNoneIsSaidInASentence() throws IOException {
        Files.writeString(folder.resolve("central.db"), "红亭".repeat(1_000));
        assertThat(refusal(folder, "--mqtt-port", "0"))
                .contains("central.db", "cannot be opened", "not a database")
                .doesNotContain("\tat ");
    }

    private static String refusal(Path data, String option, String value) {
        Map<String, String> options =
                new HashMap<>(Map.of("--console-port", "0", "--terminal-port", "0", "--mqtt-port", "0"));
        options.put("--data", data.toString());
        options.put(option, value);
        StringWriter said = new StringWriter();
        int code = new CommandLine(new CentralMain())
                .setErr(new PrintWriter(said, true))
                .execute(options.entrySet().stream()
                        .flatMap(one -> Stream.of((one.getKey() + "=" + one.getValue()).split(" ", -1)))
                        .toArray(String[]::new));
        assertThat(code).isEqualTo(1);
        return said.toString();
    }
}
