package org.hongting.central;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.hongting.central.fleet.ClaimTokens;
import org.hongting.central.fleet.Terminals;
import org.hongting.central.platform.SingleThreadScheduler;
import org.hongting.central.platform.broker.LineState;
import org.hongting.central.platform.broker.external.ExternalBroker;
import org.hongting.central.platform.servers.Servers;
import org.hongting.central.testing.ArtemisBeside;
import org.hongting.central.testing.Enrolment;
import org.hongting.central.testing.Mosquitto;
import org.hongting.central.testing.TerminalClient;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.claim.ClaimTicket;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Topic;
import org.hongting.provisioning.authority.SiteAuthority;
import org.hongting.provisioning.claim.ClaimOutcome;
import org.hongting.provisioning.identity.Identity;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real server with a real Mosquitto beside it, whose settings the command wrote.
@RequiresTool("mosquitto")
class BrokerBesideTest {
    private static final int REFUSED = 0x80;

    @TempDir
    static Path folder;

    private static final Random RANDOM = new Random(3);
    private static int port;
    private static Mosquitto mosquitto;
    private static CentralServer server;
    private static int claims;

    @BeforeAll
    static void start() throws Exception {
        Path data = folder.resolve("data");
        SiteAuthority.open(data.resolve("keys"), null, Instant.now(), new SecureRandom());
        port = Mosquitto.freePort();
        Path settings = folder.resolve("broker");
        assertThat(BrokerCommand.commandLine()
                        .execute(
                                "certificate",
                                "--data",
                                "" + data,
                                "--name",
                                "localhost",
                                "--out",
                                "" + settings,
                                "--port",
                                "" + port))
                .isZero();
        assertThat(Files.getPosixFilePermissions(settings.resolve("broker.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        mosquitto = new Mosquitto(settings, port);
        mosquitto.start();
        server = CentralServer.start(TestStore.serverOn(data).withBroker(List.of("localhost:" + port)));
    }

    @AfterAll
    static void stop() {
        server.close();
        mosquitto.close();
    }

    private static Identity enrolled() throws Exception {
        ClaimTokens.Minted minted =
                server.context().getBean(ClaimTokens.class).mint("Kiosk", "Hall", Duration.ofHours(1), "test");
        ClaimTicket ticket = new ClaimTicket(
                URI.create("https://localhost:" + server.ports().terminal()),
                minted.token().reveal(),
                server.context().getBean(SiteAuthority.class).fingerprint(),
                minted.expires());
        return ((ClaimOutcome.Claimed) Enrolment.claim(ticket, folder.resolve("terminal-" + claims++))).identity();
    }

    private static TerminalClient connected(Identity identity) throws MqttException {
        TerminalClient client = TerminalClient.connect(identity);
        for (Channel channel : List.of(Channel.ACKNOWLEDGEMENT, Channel.DOCUMENT)) {
            assertThat(client.subscribe(new Topic(identity.terminal(), channel).text()))
                    .isLessThan(REFUSED);
        }
        return client;
    }

    /// Says hello until it is heard: a server that has just found its broker again may not have subscribed yet.
    private static long greet(TerminalClient client, Identity identity, TestTerminal journal) throws Exception {
        byte[] drawn = new byte[16];
        RANDOM.nextBytes(drawn);
        String nonce = HexFormat.of().formatHex(drawn);
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < until) {
            client.publish(
                    new Topic(identity.terminal(), Channel.HELLO),
                    journal.hello(nonce, 1, List.of()).seal(identity.signer()));
            client.await(Channel.ACKNOWLEDGEMENT, Duration.ofMillis(500));
            while (!client.isEmpty(Channel.ACKNOWLEDGEMENT)) {
                Acknowledgement ack = Acknowledgement.open(client.next(Channel.ACKNOWLEDGEMENT), identity.serverKeys());
                if (nonce.equals(ack.nonce())) { // others belong to hellos before
                    return ack.epochs().getFirst().upTo();
                }
            }
        }
        throw new AssertionError("nobody answers a hello");
    }

    private static long sent(TerminalClient client, Identity identity, TestTerminal journal, int first, int last)
            throws Exception {
        assertThat(client.publish(new Topic(identity.terminal(), Channel.UP), journal.batch(first, last)))
                .isLessThan(REFUSED);
        long upTo = upTo(client, identity);
        while (!client.isEmpty(Channel.ACKNOWLEDGEMENT) || upTo < last) {
            upTo = upTo(client, identity); // before it those of a hello that was said again
        }
        return upTo;
    }

    private static long upTo(TerminalClient client, Identity identity) throws Exception {
        return Acknowledgement.open(client.next(Channel.ACKNOWLEDGEMENT), identity.serverKeys())
                .epochs()
                .getFirst()
                .upTo();
    }

    @Test
    void aTerminalIsToldTheBrokersAddressAndIsAnsweredThroughIt() throws Exception {
        Identity identity = enrolled();
        assertThat(identity.brokers()).containsExactly(new MqttEndpoint("localhost", port));
        TestTerminal journal = TestTerminal.of(identity.terminal(), identity.signer(), RANDOM);
        journal.arrivals(20);
        try (TerminalClient client = connected(identity)) {
            assertThat(greet(client, identity, journal)).isZero();
            assertThat(client.next(Channel.DOCUMENT)).isNotEmpty();
            assertThat(sent(client, identity, journal, 1, 21)).isEqualTo(21);
        }
    }

    @Test
    void aBrokerThatIsKilledIsFoundAgainAndNothingIsLost() throws Exception {
        Identity identity = enrolled();
        TestTerminal journal = TestTerminal.of(identity.terminal(), identity.signer(), RANDOM);
        journal.arrivals(20);
        try (TerminalClient client = connected(identity)) {
            greet(client, identity, journal);
            assertThat(sent(client, identity, journal, 1, 10)).isEqualTo(10);
            mosquitto.kill();
            client.awaitDisconnect();
        }
        mosquitto.start();
        try (TerminalClient client = connected(identity)) {
            assertThat(greet(client, identity, journal)).isEqualTo(10);
            assertThat(sent(client, identity, journal, 5, 21)).isEqualTo(21);
        }
    }

    @Test
    void mosquittoKeepsATerminalToItsOwnTopics() throws Exception {
        Identity mine = enrolled();
        Identity other = enrolled();
        TestTerminal journal = TestTerminal.of(other.terminal(), other.signer(), RANDOM);
        try (TerminalClient client = connected(mine);
                TerminalClient listening = connected(other)) {
            assertThat(client.publish(new Topic(other.terminal(), Channel.UP), journal.batch(1, 1)))
                    .isGreaterThanOrEqualTo(REFUSED);
            assertThat(client.publish(new Topic(mine.terminal(), Channel.ACKNOWLEDGEMENT), new byte[1]))
                    .isGreaterThanOrEqualTo(REFUSED);
            assertThat(client.publish(new Topic(other.terminal(), Channel.ACKNOWLEDGEMENT), new byte[1]))
                    .isGreaterThanOrEqualTo(REFUSED);
            // It may take such a subscription, and then delivers nothing by it.
            client.subscribe("ht/v1/+/+/ack");
            client.subscribe("ht/v1/+/+/up");
            assertThat(greet(listening, other, journal)).isZero();
            assertThat(sent(listening, other, journal, 1, 1)).isEqualTo(1);
            assertThat(client.isEmpty(Channel.UP)).isTrue();
            assertThat(client.isEmpty(Channel.ACKNOWLEDGEMENT)).isTrue();
        }
    }

    @Test
    void whoHasNoCertificateIsLetInByNobody() throws Exception {
        Identity identity = enrolled();
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        java.security.KeyStore store = java.security.KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", identity.authority());
        trust.init(store);
        SSLContext bare = SSLContext.getInstance("TLSv1.3");
        bare.init(null, trust.getTrustManagers(), new SecureRandom());
        assertThatThrownBy(
                        () -> TerminalClient.connect(port, identity.terminal().value(), bare))
                .isInstanceOf(MqttException.class);
    }

    /// Mosquitto lets a terminal call itself by another's name, and ends the other's session. The topics are still
    /// those of its certificate, and whatever it says is checked again.
    @Test
    void anotherClientNameGivesNobodyAnothersTopics() throws Exception {
        Identity mine = enrolled();
        Identity other = enrolled();
        TestTerminal journal = TestTerminal.of(other.terminal(), other.signer(), RANDOM);
        try (TerminalClient client =
                TerminalClient.connect(port, other.terminal().value(), mine.tls(InstantSource.system()))) {
            assertThat(client.publish(new Topic(other.terminal(), Channel.UP), journal.batch(1, 1)))
                    .isGreaterThanOrEqualTo(REFUSED);
        }
    }

    /// The broker goes on carrying what it says: it knows no deny list.
    @Test
    void aRevokedTerminalIsNotAnsweredAnyMore() throws Exception {
        Identity identity = enrolled();
        Identity honest = enrolled();
        TestTerminal journal = TestTerminal.of(identity.terminal(), identity.signer(), RANDOM);
        journal.arrivals(3);
        TestTerminal others = TestTerminal.of(honest.terminal(), honest.signer(), RANDOM);
        try (TerminalClient client = connected(identity);
                TerminalClient after = connected(honest)) {
            greet(client, identity, journal);
            server.context().getBean(Terminals.class).revoke(identity.terminal(), "test");
            assertThat(client.publish(new Topic(identity.terminal(), Channel.UP), journal.batch(1, 4)))
                    .isLessThan(REFUSED);
            // The one who comes after it is answered, so its own turn has passed.
            greet(after, honest, others);
            // A hello that was repeated may have been answered twice, before.
            while (!client.isEmpty(Channel.ACKNOWLEDGEMENT)) {
                assertThat(upTo(client, identity)).isZero();
            }
        }
    }

    @Test
    void theConsoleSaysThatThisBrokerKeepsTerminalsToTheirOwnTopics() throws Exception {
        Servers servers = server.context().getBean(Servers.class);
        LineState.Trial trial = tried(() -> servers.look().servers().getFirst().lines());
        assertThat(trial.keepsApart()).isTrue();
        assertThat(servers.look().isMixed()).isFalse();
    }

    @Test
    void aBrokerWithoutAnAccessListIsFoundOut() throws Exception {
        Path settings = Files.createDirectories(folder.resolve("open"));
        int other = Mosquitto.freePort();
        for (String name : List.of("broker.key", "broker.crt", "authority.crt")) {
            Files.copy(folder.resolve("broker").resolve(name), settings.resolve(name));
        }
        Files.writeString(
                settings.resolve("mosquitto.conf"),
                MosquittoFiles.in(settings).settingsFor(other).replaceAll("(?m)^acl_file .*$", ""));
        try (Mosquitto open = new Mosquitto(settings, other)) {
            open.start();
            LineState.Trial trial = triedAt(other);
            assertThat(trial.reads()).isTrue();
            assertThat(trial.writes()).isTrue();
        }
    }

    @Test
    void anArtemisIsFoundOutUnlessItHasTheRules() throws Exception {
        Path files = Files.createDirectories(folder.resolve("artemis"));
        Path pem = Files.writeString(
                files.resolve("node.pem"),
                Files.readString(folder.resolve("broker/broker.key"))
                        + Files.readString(folder.resolve("broker/broker.crt")));
        Path authority = folder.resolve("broker/authority.crt");
        assertThat(triedAt(new ArtemisBeside(files, pem, authority, false)).keepsApart())
                .isFalse();
        assertThat(triedAt(new ArtemisBeside(files, pem, authority, true)).keepsApart())
                .isTrue();
    }

    private static LineState.Trial triedAt(ArtemisBeside artemis) throws Exception {
        try (artemis) {
            return triedAt(artemis.port());
        }
    }

    private static LineState.Trial triedAt(int there) throws Exception {
        SiteAuthority authority = server.context().getBean(SiteAuthority.class);
        ExternalBroker.Settings beside = new ExternalBroker.Settings(
                List.of(new MqttEndpoint("localhost", there)),
                SiteAuthority.CENTRE + "-tries",
                () -> authority.centreTls(Instant.now()),
                terminal -> authority.strangerTls(terminal, Instant.now()),
                InstantSource.system());
        try (SingleThreadScheduler scheduler = new SingleThreadScheduler("tries");
                ExternalBroker broker = ExternalBroker.start(
                        beside, server.context().getBean(TerminalLink.class), scheduler, new SecureRandom())) {
            return tried(broker::lines);
        }
    }

    private static LineState.Trial tried(Supplier<List<LineState>> lines) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < until) {
            LineState.Trial trial = lines.get().getFirst().trial();
            if (trial != null) {
                return trial;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("the broker is not tried: " + lines.get());
    }

    @Test
    void noTerminalCanBeCalledAsTheServersAre() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TerminalId(SiteAuthority.CENTRE));
    }
}
