package org.hongting.sync.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.TerminalState;
import org.hongting.protocol.wire.Topic;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.link.Link;
import org.hongting.sync.link.LinkIdentity;
import org.hongting.sync.link.LinkMemory;
import org.hongting.sync.link.LinkSetup;
import org.hongting.sync.link.LinkStatus;
import org.hongting.sync.link.LinkTiming;
import org.hongting.sync.link.LinkWorld;
import org.hongting.sync.link.Transport;
import org.hongting.sync.replica.Replica;
import org.hongting.sync.store.SqliteDatabase;
import org.hongting.sync.testing.FakeCentre;
import org.hongting.sync.testing.SetClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The link over Paho and a real broker.
class MqttLinkTest {
    private static final TerminalId TERMINAL = new TerminalId("door-1");
    private static final KeyPair KEYS = P256.newKeyPair(new SecureRandom());

    @TempDir
    Path folder;

    private final int port = freePort();
    private final FakeCentre centre = new FakeCentre(TERMINAL, id -> KEYS.getPublic());
    private final SerialScheduler scheduler = new SerialScheduler("link");

    @SuppressWarnings("NullAway.Init")
    private EmbeddedActiveMQ broker;

    @SuppressWarnings("NullAway.Init")
    private Link link;

    @SuppressWarnings("NullAway.Init")
    private Journal journal;

    @SuppressWarnings("NullAway.Init")
    private MqttAsyncClient ears;

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void startBroker() throws Exception {
        startBroker("");
    }

    private void startBroker(String tls) throws Exception {
        broker = new EmbeddedActiveMQ();
        broker.setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .addAcceptorConfiguration(
                        "mqtt",
                        "tcp://127.0.0.1:" + port + "?protocols=MQTT;topicAliasMaximum=0;receiveMaximum=64;" + tls));
        broker.start();
    }

    /// The centre's ears and mouth: a second Paho client.
    private void startCentre() throws MqttException {
        MqttAsyncClient client = new MqttAsyncClient("tcp://127.0.0.1:" + port, "centre", new MemoryPersistence());
        ears = client;
        client.setCallback(new CentreEars() {
            @Override
            public void messageArrived(String text, MqttMessage message) throws Exception {
                Topic topic = Topic.parse(text).orElseThrow();
                byte[] answer = topic.channel() == Channel.HELLO
                        ? centre.hello(message.getPayload())
                        : centre.up(message.getPayload()).orElse(null);
                if (answer != null) {
                    client.publish(new Topic(TERMINAL, Channel.ACKNOWLEDGEMENT).text(), answer, 1, false);
                }
            }
        });
        client.connect(new MqttConnectionOptions()).waitForCompletion(10_000);
        client.subscribe(
                        new String[] {new Topic(TERMINAL, Channel.HELLO).text(), new Topic(TERMINAL, Channel.UP).text()
                        },
                        new int[] {1, 1})
                .waitForCompletion(10_000);
    }

    private void stopCentre() throws MqttException {
        ears.disconnectForcibly(0, 0, false);
        ears.close(true);
    }

    private void startTerminal(AtomicInteger statuses) {
        SqliteDatabase database = SqliteDatabase.open(folder.resolve("terminal.db"));
        journal = Journal.open(database, TERMINAL, new SetClock(), new SecureRandom(), "0.1.0");
        link = new Link(
                new LinkSetup(
                        new LinkIdentity(TERMINAL, Signer.of(KEYS), centre.keys(), "0.1.0"),
                        new LinkWorld(
                                MqttTransport.plain("127.0.0.1", port, TERMINAL, scheduler),
                                scheduler,
                                new SetClock(),
                                new SecureRandom()),
                        new LinkMemory(journal.outbox(), new Replica(database, List.of())),
                        LinkTiming.STANDARD),
                status -> statuses.incrementAndGet());
        journal.listen(pending -> link.nudge());
        link.start();
    }

    private void record(int facts) {
        journal.write((transaction, appender) -> {
            for (int i = 0; i < facts; i++) {
                appender.append(new Fact.DeviceReturned("pcsc-0"));
            }
            return null;
        });
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(until);
            Thread.sleep(20);
        }
    }

    @AfterEach
    void stop() throws Exception {
        if (link != null) {
            link.stop();
        }
        scheduler.close();
        if (broker != null) {
            broker.stop();
        }
    }

    @Test
    void theBacklogSurvivesARestartOfTheBrokerAndArrivesWhole() throws Exception {
        startBroker();
        startCentre();
        startTerminal(new AtomicInteger());
        record(1_500);
        await(() -> link.status().pending() == 0);
        assertThat(link.status().state()).isEqualTo(LinkStatus.State.ONLINE);

        stopCentre();
        broker.stop();
        await(() -> link.status().state() != LinkStatus.State.ONLINE);
        record(3_000);
        startBroker();
        startCentre();

        await(() -> link.status().pending() == 0);
        assertThat(centre.records().get(journal.epoch())).hasSize(4_501);
        stopCentre();
    }

    @Test
    void whoLeavesSaysSoAndTheirWillIsNotWaitedFor() throws Exception {
        startBroker();
        startCentre();
        BlockingQueue<TerminalState> heard = new LinkedBlockingQueue<>();
        MqttAsyncClient board = new MqttAsyncClient("tcp://127.0.0.1:" + port, "board", new MemoryPersistence());
        board.setCallback(new CentreEars() {
            @Override
            public void messageArrived(String text, MqttMessage message) {
                heard.add(TerminalState.open(message.getPayload()));
            }
        });
        board.connect(new MqttConnectionOptions()).waitForCompletion(10_000);
        board.subscribe(new Topic(TERMINAL, Channel.STATE).text(), 1).waitForCompletion(10_000);
        startTerminal(new AtomicInteger());
        for (int times = 0; times < 10; times++) {
            await(() -> link.status().state() == LinkStatus.State.ONLINE);
            assertThat(nextState(heard).online()).isTrue();
            link.stop();
            assertThat(nextState(heard).online()).isFalse();
            link.start();
        }
        board.disconnectForcibly(0, 0, false);
        board.close(true);
        stopCentre();
    }

    /// Skips what repeats: figures change while a terminal is online.
    private static TerminalState nextState(BlockingQueue<TerminalState> heard) throws InterruptedException {
        TerminalState state = heard.poll(10, TimeUnit.SECONDS);
        assertThat(state).as("the terminal says how it is").isNotNull();
        while (heard.peek() != null && state != null && heard.peek().online() == state.online()) {
            heard.poll();
        }
        return Objects.requireNonNull(state);
    }

    @Test
    void aSecondConnectionUnderTheSameNameTakesTheLine() throws Exception {
        startBroker();
        startCentre();
        startTerminal(new AtomicInteger());
        await(() -> link.status().state() == LinkStatus.State.ONLINE);

        MqttAsyncClient clone =
                new MqttAsyncClient("tcp://127.0.0.1:" + port, TERMINAL.value(), new MemoryPersistence());
        clone.connect(new MqttConnectionOptions()).waitForCompletion(10_000);

        await(() -> link.status().state() == LinkStatus.State.OFFLINE);
        assertThat(link.status().problem()).isEqualTo(LinkStatus.Problem.TAKEN_OVER);
        clone.disconnectForcibly(0, 0, false);
        clone.close(true);
        stopCentre();
    }

    @Test
    void withoutABrokerTheLinkWaitsAndTriesAgain() throws Exception {
        AtomicInteger statuses = new AtomicInteger();
        startTerminal(statuses);
        await(() -> statuses.get() > 4);

        assertThat(link.status().problem()).isEqualTo(LinkStatus.Problem.UNREACHABLE);
    }

    @Test
    void overTlsTheLinkComesUpOnlyWhereTheServersNameIsInItsCertificate() throws Exception {
        Path keys = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        "changeit")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        startBroker(
                "sslEnabled=true;enabledProtocols=TLSv1.3;keyStoreType=PKCS12;keyStorePassword=changeit;keyStorePath="
                        + keys);
        SSLContext trusting = trusting(keys);

        assertThat(outcome("localhost", trusting)).isEqualTo("up");
        assertThat(outcome("127.0.0.1", trusting)).startsWith("UNREACHABLE");
        assertThat(outcome("localhost", SSLContext.getDefault())).startsWith("UNREACHABLE");

        List<MqttEndpoint> nodes =
                List.of(new MqttEndpoint("localhost", port), new MqttEndpoint("localhost", freePort()));
        MqttTransport several = MqttTransport.secured(nodes, TERMINAL, () -> trusting, scheduler);
        List<String> tries = List.of(outcome(several), outcome(several), outcome(several));
        assertThat(tries).as("each tries the next node").contains("up");
        assertThat(tries.get(0)).isNotEqualTo(tries.get(1));
        assertThat(tries.get(2)).isEqualTo(tries.get(0));
    }

    @Test
    void connectionsThatWereGivenUpLeaveNoThreadBehind() throws Exception {
        startBroker("");
        MqttTransport transport = MqttTransport.plain("127.0.0.1", port, TERMINAL, scheduler);
        outcome(transport);
        Thread.sleep(500);
        int before = Thread.activeCount();
        for (int i = 0; i < 8; i++) {
            assertThat(outcome(transport)).isEqualTo("up");
        }
        MqttTransport nowhere = MqttTransport.plain("127.0.0.1", freePort(), TERMINAL, scheduler);
        for (int i = 0; i < 8; i++) {
            assertThat(outcome(nowhere)).startsWith("UNREACHABLE");
        }
        await(() -> Thread.activeCount() <= before + 4);
    }

    private String outcome(String host, SSLContext tls) throws Exception {
        return outcome(MqttTransport.secured(host, port, TERMINAL, () -> tls, scheduler));
    }

    private String outcome(MqttTransport transport) throws Exception {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        Transport.Connection connection = transport.open(
                new TerminalState(TERMINAL, false, 1, 0), Duration.ofSeconds(30), new Transport.Listener() {
                    @Override
                    public void up(int inFlight) {
                        outcome.complete("up");
                    }

                    @Override
                    public void message(Topic topic, byte[] payload) {}

                    @Override
                    public void down(Transport.Down down) {
                        outcome.complete(down.cause() + " " + down.detail());
                    }
                });
        try {
            return outcome.get(20, TimeUnit.SECONDS);
        } finally {
            connection.close(false);
        }
    }

    private static SSLContext trusting(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance(keys.toFile(), "changeit".toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private abstract static class CentreEars implements MqttCallback {
        @Override
        public void disconnected(MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException exception) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String uri) {}

        @Override
        public void authPacketArrived(int code, MqttProperties properties) {}
    }
}
