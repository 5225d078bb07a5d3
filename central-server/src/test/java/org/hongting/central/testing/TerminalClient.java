package org.hongting.central.testing;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Topic;
import org.hongting.provisioning.identity.Identity;

/// A real MQTT client of one terminal, with its real certificate.
public final class TerminalClient implements AutoCloseable {
    private static final long DEADLINE_MILLIS = Duration.ofSeconds(20).toMillis();

    private final MqttAsyncClient client;
    private final Map<Channel, BlockingQueue<byte[]>> received = new ConcurrentHashMap<>();
    private final BlockingQueue<Integer> disconnects = new LinkedBlockingQueue<>();

    private TerminalClient(MqttAsyncClient client) {
        this.client = client;
    }

    public static TerminalClient connect(Identity identity) throws MqttException {
        return connect(identity.mqtt().port(), identity.terminal().value(), identity.tls(InstantSource.system()));
    }

    /// @throws MqttException if the broker does not let it in
    public static TerminalClient connect(int port, String clientId, SSLContext tls) throws MqttException {
        MqttAsyncClient paho = new MqttAsyncClient("ssl://localhost:" + port, clientId, new MemoryPersistence());
        TerminalClient client = new TerminalClient(paho);
        paho.setCallback(client.new Callback());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setSocketFactory(tls.getSocketFactory());
        options.setCleanStart(true);
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout(20);
        try {
            paho.connect(options).waitForCompletion(DEADLINE_MILLIS);
        } catch (MqttException e) {
            paho.close(true);
            throw e;
        }
        return client;
    }

    /// @return the highest reason code of the answer; 0x80 and more are refusals
    public int subscribe(String filter) throws MqttException {
        return reasonOf(client.subscribe(filter, 1));
    }

    /// @return as the other
    public int publish(String topic, byte[] payload) throws MqttException {
        return reasonOf(client.publish(topic, payload, 1, false));
    }

    public int publish(Topic topic, byte[] payload) throws MqttException {
        return publish(topic.text(), payload);
    }

    /// Publishes and waits for no answer.
    public void send(Topic topic, byte[] payload) throws MqttException {
        client.publish(topic.text(), payload, 1, false);
    }

    private static int reasonOf(IMqttToken token) throws MqttException {
        try {
            token.waitForCompletion(DEADLINE_MILLIS);
        } catch (MqttException e) {
            if (e.getReasonCode() >= 0x80 && e.getReasonCode() <= 0xff) {
                return e.getReasonCode();
            }
            throw new AssertionError("no answer: " + e.getReasonCode(), e);
        }
        int[] codes = token.getReasonCodes();
        return codes == null ? 0 : Arrays.stream(codes).max().orElse(0);
    }

    private BlockingQueue<byte[]> queue(Channel channel) {
        return received.computeIfAbsent(channel, first -> new LinkedBlockingQueue<>());
    }

    /// The next message on one of the terminal's own topics.
    public byte[] next(Channel channel) throws InterruptedException {
        byte[] payload = queue(channel).poll(DEADLINE_MILLIS, TimeUnit.MILLISECONDS);
        if (payload == null) {
            throw new AssertionError("nothing came on " + channel);
        }
        return payload;
    }

    public boolean isEmpty(Channel channel) {
        return queue(channel).isEmpty();
    }

    /// Waits until something is there, or not any longer.
    public void await(Channel channel, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (isEmpty(channel) && System.nanoTime() < until) {
            Thread.sleep(5);
        }
    }

    /// The reason with which the broker ended the session; -1 for a broken connection.
    public int awaitDisconnect() throws InterruptedException {
        Integer reason = disconnects.poll(DEADLINE_MILLIS, TimeUnit.MILLISECONDS);
        if (reason == null) {
            throw new AssertionError("still connected");
        }
        return reason;
    }

    @Override
    public void close() throws MqttException {
        try {
            client.disconnectForcibly(0, 1_000, false);
        } finally {
            client.close(true);
        }
    }

    private final class Callback implements MqttCallback {
        @Override
        public void disconnected(MqttDisconnectResponse response) {
            disconnects.add(response.getReturnCode());
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {}

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            Topic.parse(topic).ifPresent(known -> queue(known.channel()).add(message.getPayload()));
        }

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }
}
