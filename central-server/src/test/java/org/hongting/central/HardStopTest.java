package org.hongting.central;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.hongting.central.testing.Enrolment;
import org.hongting.central.testing.PostgresqlCluster;
import org.hongting.central.testing.TerminalClient;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.claim.ClaimTicket;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Topic;
import org.hongting.provisioning.claim.ClaimOutcome;
import org.hongting.provisioning.identity.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The server as a process of its own, killed without warning.
class HardStopTest {
    private static final long START_SECONDS = 120;

    @TempDir
    Path folder;

    private Map<String, String> surroundings = Map.of();

    @Test
    void aServerThatIsKilledHoldsWhatItAcknowledgedAndGoesOnFromThere() throws Exception {
        surroundings = TestStore.surroundings(data());
        Process first = serve(0, 0);
        ReadyFile.Content ports = awaitReady(first);
        Identity identity = claim(token());
        TestTerminal journal = TestTerminal.of(identity.terminal(), identity.signer(), new Random(5));
        journal.arrivals(49);
        try (TerminalClient client = connected(identity)) {
            assertThat(upTo(greet(client, identity, journal))).isZero();
            client.publish(new Topic(identity.terminal(), Channel.UP), journal.batch(1, 30));
            assertThat(upTo(acknowledgement(client, identity))).isEqualTo(30);
            first.destroyForcibly().waitFor();
        }
        Process second = serve(ports.mqttPort(), ports.terminalPort());
        awaitReady(second);
        try (TerminalClient client = connected(identity)) {
            assertThat(upTo(greet(client, identity, journal))).isEqualTo(30);
            client.publish(new Topic(identity.terminal(), Channel.UP), journal.batch(25, 50));
            assertThat(upTo(acknowledgement(client, identity))).isEqualTo(50);
        } finally {
            second.destroy();
        }
        assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
        try (TestStore store = new TestStore(data())) {
            assertThat(store.database.<List<Long>>reading(transaction -> transaction.query(
                            "SELECT seq FROM record WHERE terminal = ? ORDER BY seq",
                            row -> row.integer("seq"),
                            identity.terminal().value())))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 50).boxed().toList());
            assertThat(store.count("arrival")).isEqualTo(49);
            assertThat(store.count("quarantine")).isZero();
        }
        assertThat(Files.readString(folder.resolve("server.log")))
                .as("what the server writes down")
                .isNotEmpty()
                .doesNotContain(PostgresqlCluster.SCHOOLS_PASSWORD);
    }

    private Process serve(int mqttPort, int terminalPort) throws IOException {
        Files.deleteIfExists(ready());
        ProcessBuilder server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CentralMain.class.getName(),
                        "--data",
                        data().toString(),
                        "--console-port",
                        "0",
                        "--terminal-port",
                        String.valueOf(terminalPort),
                        "--mqtt-port",
                        String.valueOf(mqttPort),
                        "--ready-file",
                        ready().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("server.log").toFile()));
        server.environment().putAll(surroundings);
        Process process = server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    private ReadyFile.Content awaitReady(Process process) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!Files.exists(ready())) {
            if (!process.isAlive() || System.nanoTime() > until) {
                process.destroyForcibly();
                throw new AssertionError(
                        "the server did not start:\n" + Files.readString(folder.resolve("server.log")));
            }
            Thread.sleep(50);
        }
        return Json.read(Files.readAllBytes(ready()), ReadyFile.Content.class);
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path ready() {
        return folder.resolve("ready.json");
    }

    /// Minted by the command line, beside the running server.
    private ClaimTicket token() {
        StringWriter out = new StringWriter();
        CommandLine command = CentralMain.commandLine().setOut(new PrintWriter(out));
        int exit = command.execute(
                TestStore.command(data(), "token", "new", "--name", "Kiosk", "--place", "Hall", "--json"));
        assertThat(exit).isZero();
        return ClaimTicket.read(out.toString().strip().getBytes(StandardCharsets.UTF_8));
    }

    private Identity claim(ClaimTicket ticket) throws Exception {
        return ((ClaimOutcome.Claimed) Enrolment.claim(ticket, folder.resolve("terminal"))).identity();
    }

    private static TerminalClient connected(Identity identity) throws Exception {
        TerminalClient client = TerminalClient.connect(identity);
        client.subscribe(new Topic(identity.terminal(), Channel.ACKNOWLEDGEMENT).text());
        return client;
    }

    private static Acknowledgement greet(TerminalClient client, Identity identity, TestTerminal journal)
            throws Exception {
        byte[] hello =
                journal.hello("00112233445566778899aabbccddeeff", 1, List.of()).seal(identity.signer());
        client.publish(new Topic(identity.terminal(), Channel.HELLO), hello);
        return acknowledgement(client, identity);
    }

    private static Acknowledgement acknowledgement(TerminalClient client, Identity identity) throws Exception {
        return Acknowledgement.open(client.next(Channel.ACKNOWLEDGEMENT), identity.serverKeys());
    }

    private static long upTo(Acknowledgement acknowledgement) {
        return acknowledgement.epochs().getFirst().upTo();
    }
}
