package org.hongting.sync.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Topic;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.link.Link;
import org.hongting.sync.link.LinkIdentity;
import org.hongting.sync.link.LinkMemory;
import org.hongting.sync.link.LinkSetup;
import org.hongting.sync.link.LinkStatus;
import org.hongting.sync.link.LinkTiming;
import org.hongting.sync.link.LinkWorld;
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
    private EmbeddedActiveMQ broker;
    private Link link;
    private Journal journal;
    private MqttAsyncClient ears;

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void startBroker() throws Exception {
        broker = new EmbeddedActiveMQ();
        broker.setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .addAcceptorConfiguration(
                        "mqtt",
                        "tcp://127.0.0.1:" + port + "?protocols=MQTT;topicAliasMaximum=0;receiveMaximum=64"));
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
                        new String[] {
                            new Topic(TERMINAL, Channel.HELLO).text(), new Topic(TERMINAL, Channel.UP).text()
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
    void aSecondConnectionUnderTheSameNameStopsTheLink() throws Exception {
        startBroker();
        startCentre();
        startTerminal(new AtomicInteger());
        await(() -> link.status().state() == LinkStatus.State.ONLINE);

        MqttAsyncClient clone =
                new MqttAsyncClient("tcp://127.0.0.1:" + port, TERMINAL.value(), new MemoryPersistence());
        clone.connect(new MqttConnectionOptions()).waitForCompletion(10_000);

        await(() -> link.status().state() == LinkStatus.State.STOPPED);
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

    private abstract static class CentreEars implements MqttCallback {
        @Override
        public void disconnected(org.eclipse.paho.mqttv5.client.MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException exception) {}

        @Override
        public void deliveryComplete(org.eclipse.paho.mqttv5.client.IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String uri) {}

        @Override
        public void authPacketArrived(int code, org.eclipse.paho.mqttv5.common.packet.MqttProperties properties) {}
    }
}
