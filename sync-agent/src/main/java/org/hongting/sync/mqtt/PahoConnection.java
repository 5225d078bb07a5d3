package org.hongting.sync.mqtt;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.TerminalState;
import org.hongting.protocol.wire.Topic;
import org.hongting.sync.link.Transport;
import org.jspecify.annotations.Nullable;

/// One Paho client, used for one connection.
///
/// Paho 1.2.5 can hang in any of its calls, call back late, and report a refused publish as a success. So its calls
/// run on a thread of their own that can be given up; its callbacks only hand over to the scheduler, where they are
/// dropped once the connection is closed; reason codes of 128 and more are refusals; and closing closes the socket
/// itself. The deadlines are the link's.
final class PahoConnection implements Transport.Connection {
    private static final int KEEP_ALIVE_SECONDS = 120;

    /// A broker that a whole fleet has just found again lets it in one after the other.
    private static final int CONNECT_SECONDS = 25;
    private static final long SESSION_SECONDS = 60;
    private static final int REFUSAL = 128;
    private static final int TAKEN_OVER = 0x8E;
    private static final int DEFAULT_RECEIVE_MAXIMUM = 65_535;
    private static final int MESSAGES_WAITING = 1024;
    private static final long GOODBYE_MILLIS = 1_000;
    private static final int QOS = 1;

    private final String uri;
    private final TerminalId terminal;
    private final Scheduler scheduler;
    private final Transport.Listener listener;
    private final RecordedSockets sockets = new RecordedSockets();
    private final PahoThreads threads;
    private final @Nullable ScheduledExecutorService inside;
    private final ExecutorService worker;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean closed;
    private volatile @Nullable MqttAsyncClient client;

    PahoConnection(
            String uri, TerminalId terminal, Scheduler scheduler, Transport.Listener listener, PahoThreads threads) {
        this.uri = uri;
        this.terminal = terminal;
        this.scheduler = scheduler;
        this.listener = listener;
        this.threads = threads;
        this.inside = threads.forPaho();
        this.worker = Executors.newSingleThreadExecutor(step -> threads.daemon(step, "mqtt-calls"));
    }

    void connect(TerminalState will, Duration willDelay, @Nullable Supplier<SSLContext> tls) {
        call(
                () -> {
                    MqttAsyncClient fresh =
                            new MqttAsyncClient(uri, terminal.value(), new MemoryPersistence(), null, inside);
                    client = fresh;
                    fresh.setCallback(new PahoEars(this));
                    fresh.connect(options(will, willDelay, tls), null, new MqttActionListener() {
                        @Override
                        public void onSuccess(IMqttToken token) {
                            int receiveMaximum = receiveMaximumOf(token);
                            tell(() -> listener.up(receiveMaximum));
                        }

                        @Override
                        public void onFailure(IMqttToken token, @Nullable Throwable cause) {
                            tell(() -> listener.down(Downs.ofConnect(cause)));
                        }
                    });
                },
                e -> listener.down(Downs.ofConnect(e)));
    }

    private MqttConnectionOptions options(TerminalState will, Duration willDelay, @Nullable Supplier<SSLContext> tls) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        // A session that is resumed would repeat Paho's dead topic aliases for ever; our own outbox resends.
        options.setCleanStart(true);
        options.setSessionExpiryInterval(SESSION_SECONDS);
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout(CONNECT_SECONDS);
        options.setMaximumPacketSize(Limits.MESSAGE_BYTES + 1024L);
        options.setSocketFactory(
                tls == null ? sockets.plain() : sockets.secured(tls.get().getSocketFactory()));
        options.setHttpsHostnameVerificationEnabled(true);
        MqttMessage farewell = new MqttMessage(Json.write(will));
        farewell.setQos(QOS);
        farewell.setRetained(true);
        options.setWill(new Topic(terminal, Channel.STATE).text(), farewell);
        MqttProperties delayed = new MqttProperties();
        delayed.setWillDelayInterval(willDelay.toSeconds());
        options.setWillMessageProperties(delayed);
        return options;
    }

    private static int receiveMaximumOf(IMqttToken token) {
        MqttProperties properties = token.getResponseProperties();
        Integer maximum = properties == null ? null : properties.getReceiveMaximum();
        return maximum == null ? DEFAULT_RECEIVE_MAXIMUM : maximum;
    }

    @Override
    public void subscribe(List<Topic> topics, Consumer<Transport.Delivery> done) {
        MqttSubscription[] subscriptions = topics.stream()
                .map(topic -> new MqttSubscription(topic.text(), QOS))
                .toArray(MqttSubscription[]::new);
        call(
                () -> live().subscribe(subscriptions, null, reporting(done), new MqttProperties()),
                e -> done.accept(new Transport.Delivery.Unknown()));
    }

    @Override
    public void publish(Topic topic, byte[] payload, boolean retained, Consumer<Transport.Delivery> done) {
        call(
                () -> live().publish(topic.text(), payload, QOS, retained, null, reporting(done)),
                e -> done.accept(new Transport.Delivery.Unknown()));
    }

    @Override
    public void tell(Topic topic, byte[] payload) {
        call(() -> live().publish(topic.text(), payload, 0, false), e -> {});
    }

    private MqttActionListener reporting(Consumer<Transport.Delivery> done) {
        return new MqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                Transport.Delivery delivery = deliveryOf(token);
                tell(() -> done.accept(delivery));
            }

            @Override
            public void onFailure(IMqttToken token, @Nullable Throwable cause) {
                tell(() -> done.accept(new Transport.Delivery.Unknown()));
            }
        };
    }

    /// Paho calls an acknowledgement with an error code a success.
    private static Transport.Delivery deliveryOf(IMqttToken token) {
        int[] codes = token.getReasonCodes();
        if (codes != null) {
            for (int code : codes) {
                if (code >= REFUSAL) {
                    return new Transport.Delivery.Refused(code);
                }
            }
        }
        return new Transport.Delivery.Accepted();
    }

    /// A message came; called on Paho's thread, so it only hands over. A flood that the scheduler cannot keep up with
    /// ends the connection: the messages would be kept in memory, and the centre can say everything again.
    void arrived(String topicText, byte[] payload) {
        if (waiting.incrementAndGet() > MESSAGES_WAITING) {
            lost(new Transport.Down(Transport.Down.Cause.LOST, "flooded"));
            return;
        }
        tell(() -> {
            waiting.decrementAndGet();
            Topic.parse(topicText).ifPresent(topic -> listener.message(topic, payload));
        });
    }

    void lost(Transport.Down down) {
        tell(() -> listener.down(down));
    }

    /// @param reasonCode of the broker's DISCONNECT
    static boolean isTakenOver(int reasonCode) {
        return reasonCode == TAKEN_OVER;
    }

    /// Nothing of a closed connection is heard, however late Paho calls back.
    private void tell(Runnable step) {
        scheduler.execute(() -> {
            if (!closed) {
                step.run();
            }
        });
    }

    private MqttAsyncClient live() throws MqttException {
        MqttAsyncClient current = client;
        if (current == null) {
            throw new MqttException(MqttClientException.REASON_CODE_CLIENT_NOT_CONNECTED);
        }
        return current;
    }

    private void call(PahoCall step, Consumer<Exception> failed) {
        try {
            worker.execute(() -> {
                try {
                    step.run();
                } catch (MqttException | RuntimeException e) {
                    tell(() -> failed.accept(e));
                }
            });
        } catch (RejectedExecutionException e) {
            // Closed meanwhile: nobody waits for this any more.
        }
    }

    @Override
    public void close(boolean orderly) {
        closed = true;
        // After what was asked before, so that a goodbye still goes out; on another thread where Paho may hang.
        ExecutorService calls = worker;
        if (orderly) {
            try {
                calls.execute(this::sayGoodbye);
            } catch (RejectedExecutionException e) {
                // Closed before.
            }
        }
        calls.shutdown();
        threads.daemon(() -> tearDown(orderly), "mqtt-close").start();
    }

    private void sayGoodbye() {
        MqttAsyncClient current = client;
        if (current != null && current.isConnected()) {
            try {
                current.disconnect(GOODBYE_MILLIS).waitForCompletion(GOODBYE_MILLIS);
            } catch (MqttException | RuntimeException e) {
                // The socket is closed next, with or without a goodbye.
            }
        }
    }

    private void tearDown(boolean orderly) {
        try {
            if (orderly && !worker.awaitTermination(3 * GOODBYE_MILLIS, TimeUnit.MILLISECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sockets.close();
        worker.shutdownNow();
        MqttAsyncClient current = client;
        if (current != null) {
            try {
                current.disconnectForcibly(0, 0, false);
            } catch (MqttException | RuntimeException e) {
                // It was not connected.
            }
            try {
                current.close(true);
            } catch (MqttException | RuntimeException e) {
                // It is given up in any case.
            }
        }
        if (inside != null) {
            inside.shutdownNow();
        }
    }

    @FunctionalInterface
    private interface PahoCall {
        void run() throws MqttException;
    }
}
