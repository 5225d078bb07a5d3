package org.hongting.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.TerminalState;
import org.hongting.protocol.wire.Topic;
import org.hongting.simulator.cluster.BrokerProcess;
import org.hongting.sync.link.Transport;
import org.hongting.sync.mqtt.MqttTransport;
import org.hongting.sync.mqtt.SerialScheduler;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A broker that grants topic aliases, and a line that breaks while messages are under way. Paho keeps such a message
/// without its topic and sends it again on the next connection, where the alias in its place means nothing, and the
/// broker hangs up (Paho issue 1104).
@RequiresTool("mosquitto")
class TopicAliasTest {
    private static final TerminalId TERMINAL = new TerminalId("door-1");
    private static final Topic UP = new Topic(TERMINAL, Channel.UP);
    private static final long PATIENCE_SECONDS = 20;
    private static final int UNDER_WAY = 3;
    private static final int MORE_CONNECTIONS = 3;

    /// The broker's word why may be lost with the connection, whose other end it closes at once: it is asked again.
    private static final int MOST_CONNECTIONS = 30;

    private static final long LOOK_AGAIN = 20;

    /// Of a message of one byte that has an alias in the place of its topic.
    private static final int SHORTEST_PUBLISH = 11;

    /// MQTT 5: protocol error, as Mosquitto calls an alias that it was never told of.
    private static final int REASON = 0x82;

    @TempDir
    Path folder;

    @Test
    void ourConnectionAfterABrokenOneCarriesMessages() throws Exception {
        try (BrokerProcess broker = BrokerProcess.open(folder, "");
                FaultyLine line = FaultyLine.to(broker.endpoint().port());
                SerialScheduler scheduler = new SerialScheduler("link")) {
            Transport transport = MqttTransport.plain("127.0.0.1", line.port(), TERMINAL, scheduler);
            Opened first = Opened.of(transport);
            assertThat(first.publish().get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isEqualTo(new Transport.Delivery.Accepted());
            line.suffer(new LineTrouble.HalfOpen(LineTrouble.Way.TO_TERMINAL));
            for (int i = 0; i < UNDER_WAY; i++) {
                first.connection().publish(UP, new byte[] {1}, false, _ -> {});
            }
            line.pull();
            first.connection().close(false);
            line.plugIn();

            Opened second = Opened.of(transport);
            assertThat(second.publish().get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isEqualTo(new Transport.Delivery.Accepted());
            second.connection().close(false);
        }
    }

    private record Opened(Transport.Connection connection) {
        static Opened of(Transport transport) throws Exception {
            CompletableFuture<Boolean> up = new CompletableFuture<>();
            Transport.Connection connection = transport.open(
                    new TerminalState(TERMINAL, false, 1, 0), Duration.ofSeconds(30), new Transport.Listener() {
                        @Override
                        public void up(int inFlight) {
                            up.complete(true);
                        }

                        @Override
                        public void message(Topic topic, byte[] payload) {}

                        @Override
                        public void down(Transport.Down down) {
                            up.completeExceptionally(new AssertionError(down.toString()));
                        }
                    });
            up.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new Opened(connection);
        }

        CompletableFuture<Transport.Delivery> publish() {
            CompletableFuture<Transport.Delivery> delivery = new CompletableFuture<>();
            connection.publish(UP, new byte[] {1}, false, delivery::complete);
            return delivery;
        }
    }

    /// The bug, put in: one client that is kept, with a session that outlives its connections.
    @Test
    void aClientThatKeepsItsAliasesIsThrownOutForEver() throws Exception {
        try (BrokerProcess broker = BrokerProcess.open(folder, "");
                FaultyLine line = FaultyLine.to(broker.endpoint().port())) {
            BlockingQueue<Integer> reasons = new LinkedBlockingQueue<>();
            MqttAsyncClient client =
                    new MqttAsyncClient("tcp://127.0.0.1:" + line.port(), TERMINAL.value(), new MemoryPersistence());
            client.setCallback(noting(reasons));
            client.connect(session()).waitForCompletion(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            client.publish(UP.text(), new byte[] {1}, 1, false).waitForCompletion();
            line.suffer(new LineTrouble.HalfOpen(LineTrouble.Way.TO_TERMINAL));
            long before = line.carried();
            for (int i = 0; i < UNDER_WAY; i++) {
                client.publish(UP.text(), new byte[] {1}, 1, false);
            }
            while (line.carried() < before + UNDER_WAY * SHORTEST_PUBLISH) {
                Thread.sleep(LOOK_AGAIN);
            }
            line.pull();
            reasons.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            line.plugIn();

            Set<Integer> said = new HashSet<>();
            for (int i = 0; i < MORE_CONNECTIONS || (!said.contains(REASON) && i < MOST_CONNECTIONS); i++) {
                connect(client);
                Integer reason = reasons.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                assertThat(reason).as("thrown out again").isNotNull();
                said.add(Objects.requireNonNull(reason));
            }
            assertThat(said).contains(REASON);
            client.close(true);
        }
    }

    private static MqttCallback noting(BlockingQueue<Integer> reasons) {
        return new MqttCallback() {
            @Override
            public void disconnected(MqttDisconnectResponse response) {
                reasons.add(response.getReturnCode());
            }

            @Override
            public void mqttErrorOccurred(MqttException exception) {}

            @Override
            public void messageArrived(String topic, MqttMessage message) {}

            @Override
            public void deliveryComplete(IMqttToken token) {}

            @Override
            public void connectComplete(boolean reconnect, String uri) {}

            @Override
            public void authPacketArrived(int code, MqttProperties properties) {}
        };
    }

    /// Until it may: the client is slow to notice that it was thrown out. What it sends again is answered or not.
    private static void connect(MqttAsyncClient client) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < deadline) {
            try {
                client.connect(session());
                return;
            } catch (MqttException e) {
                Thread.sleep(LOOK_AGAIN);
            }
        }
        throw new AssertionError("the client did not connect again");
    }

    private static MqttConnectionOptions session() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(60L);
        return options;
    }
}
