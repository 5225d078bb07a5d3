package org.hongting.central;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.hongting.central.fleet.ClaimTokens;
import org.hongting.central.platform.lease.Seat;
import org.hongting.central.platform.lease.SecondServer;
import org.hongting.central.platform.lease.ServerLeases;
import org.hongting.central.platform.servers.ServerState;
import org.hongting.central.platform.servers.Servers;
import org.hongting.central.testing.Enrolment;
import org.hongting.central.testing.Mosquitto;
import org.hongting.central.testing.TerminalClient;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.claim.ClaimTicket;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Topic;
import org.hongting.provisioning.authority.SiteAuthority;
import org.hongting.provisioning.claim.ClaimOutcome;
import org.hongting.provisioning.identity.Identity;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two servers over one PostgreSQL and one Mosquitto, in one data folder: one in this process and one that is killed.
@RequiresTool("mosquitto")
class TwoServersTest {
    private static final Random RANDOM = new Random(4);

    /// Ten seconds by design, which the clock of `LeaseTableTest` and `bench cluster` hold; a machine that does much
    /// else besides may need longer.
    private static final Duration TAKEN_OVER = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final List<Identity> identities = new ArrayList<>();
    private final List<TestTerminal> journals = new ArrayList<>();

    @Test
    @Tag("postgresql")
    void aServerThatIsKilledIsReplacedByTheOtherAndNothingIsLostOrDoubled() throws Exception {
        Path data = folder.resolve("data");
        SiteAuthority.open(data.resolve("keys"), null, Instant.now(), new SecureRandom());
        int port = Mosquitto.freePort();
        Path settings = folder.resolve("broker");
        assertThat(BrokerCommand.commandLine()
                        .execute(
                                "certificate",
                                "--data=" + data,
                                "--name=localhost",
                                "--out=" + settings,
                                "--port=" + port))
                .isZero();
        CentralOptions options = TestStore.serverOn(data).withBroker(List.of("localhost:" + port));
        try (Mosquitto mosquitto = new Mosquitto(settings, port)) {
            mosquitto.start();
            Process other;
            try (CentralServer server = CentralServer.start(options)) {
                other = second(options, port);
                ServerLeases leases =
                        server.context().getBean(Seat.class).leases().orElseThrow();
                await("the other one has its part", Duration.ofSeconds(60), () -> {
                    assertThat(other.isAlive()).isTrue();
                    return leases.held().shards().size() == 32 && Files.exists(folder.resolve("ready.json"));
                });
                assertThatThrownBy(() -> CentralServer.start(new CentralOptions(
                                new CentralOptions.Storage(
                                        folder.resolve("third"),
                                        options.storage().database()),
                                options.console(),
                                options.ports(),
                                options.hostNames(),
                                options.adminPasswordFile(),
                                options.zone())))
                        .as("one with a broker inside")
                        .hasRootCauseInstanceOf(SecondServer.class);
                claimOnBothSides(server, leases);
                lookAtThem(server);
                for (int i = 0; i < identities.size(); i++) {
                    assertThat(sent(i, 1, 10)).as("before").isEqualTo(10);
                }
                other.destroyForcibly().waitFor();
                await(
                        "all is with the one that is left",
                        TAKEN_OVER,
                        () -> leases.held().shards().size() == 64
                                && leases.held().lead().isPresent());
                for (int i = 0; i < identities.size(); i++) {
                    assertThat(sent(i, 5, 21)).as("after").isEqualTo(21);
                }
            }
        }
        try (TestStore store = new TestStore(data)) {
            assertThat(store.count("record WHERE terminal <> 'centre'")).isEqualTo(21L * identities.size());
            assertThat(store.count("arrival")).isEqualTo(20L * identities.size());
            assertThat(store.count("quarantine")).isZero();
            assertThat(store.count("alarm")).isZero();
            assertThat(store.count("server_instance WHERE broker = 'external'"))
                    .as("who was stopped has left")
                    .isLessThanOrEqualTo(1);
        }
    }

    private void lookAtThem(CentralServer server) throws Exception {
        Servers servers = server.context().getBean(Servers.class);
        await(
                "each server to tell of itself",
                Duration.ofSeconds(30),
                () -> servers.look().servers().stream()
                                .filter(ServerState::hears)
                                .map(state -> state.shards().size())
                                .toList()
                                .equals(List.of(32, 32))
                        && !servers.look().isAlarming());
    }

    /// Terminals that were claimed at the first server, at least one in each one's part.
    private void claimOnBothSides(CentralServer server, ServerLeases leases) throws Exception {
        boolean[] sides = new boolean[2];
        while (!sides[0] || !sides[1]) {
            ClaimTokens.Minted minted =
                    server.context().getBean(ClaimTokens.class).mint("Kiosk", "Hall", Duration.ofHours(1), "test");
            ClaimTicket ticket = new ClaimTicket(
                    URI.create("https://localhost:" + server.ports().terminal()),
                    minted.token().reveal(),
                    server.context().getBean(SiteAuthority.class).fingerprint(),
                    minted.expires());
            Identity identity = ((ClaimOutcome.Claimed)
                            Enrolment.claim(ticket, folder.resolve("terminal-" + identities.size())))
                    .identity();
            identities.add(identity);
            TestTerminal journal = TestTerminal.of(identity.terminal(), identity.signer(), RANDOM);
            journal.arrivals(20);
            journals.add(journal);
            sides[leases.held().shards().contains(Topic.shardOf(identity.terminal())) ? 0 : 1] = true;
        }
    }

    /// Says hello until somebody hears it, then sends.
    private long sent(int terminal, int first, int last) throws Exception {
        Identity identity = identities.get(terminal);
        TestTerminal journal = journals.get(terminal);
        byte[] drawn = new byte[16];
        RANDOM.nextBytes(drawn);
        try (TerminalClient client = TerminalClient.connect(identity)) {
            client.subscribe(new Topic(identity.terminal(), Channel.ACKNOWLEDGEMENT).text());
            long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (client.isEmpty(Channel.ACKNOWLEDGEMENT) && System.nanoTime() < until) {
                client.publish(
                        new Topic(identity.terminal(), Channel.HELLO),
                        journal.hello(HexFormat.of().formatHex(drawn), 1, List.of())
                                .seal(identity.signer()));
                client.await(Channel.ACKNOWLEDGEMENT, Duration.ofSeconds(1));
            }
            client.publish(new Topic(identity.terminal(), Channel.UP), journal.batch(first, last));
            long upTo = 0;
            while (upTo < last) {
                upTo = Acknowledgement.open(client.next(Channel.ACKNOWLEDGEMENT), identity.serverKeys())
                        .epochs()
                        .getFirst()
                        .upTo();
            }
            return upTo;
        }
    }

    private Process second(CentralOptions options, int port) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CentralMain.class.getName(),
                "--data=" + options.data(),
                "--database=" + options.storage().database().orElseThrow(),
                "--broker=localhost:" + port,
                "--console-port=0",
                "--terminal-port=0",
                "--ready-file=" + folder.resolve("ready.json"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("second.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    private void await(String what, Duration patience, BooleanSupplier isSo) throws Exception {
        long until = System.nanoTime() + patience.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError(
                        what + ": not within " + patience + "\n" + Files.readString(folder.resolve("second.log")));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
