package org.hongting.central.platform.broker.external;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.hongting.protocol.Limits;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.port.Scheduler;
import org.jspecify.annotations.Nullable;

/// One Paho client of the centre, used for one connection.
///
/// Paho 1.2.5 can hang in any of its calls, call back late, and report a refused publish as a success. So its
/// calls run on a thread of their own that can be given up; what it calls back goes to the scheduler, where it is
/// dropped once the connection is closed; reason codes of 128 and more are refusals; and closing closes the socket
/// itself. Deadlines are the line's.
final class BrokerConnection implements MqttCallback {
    /// A broker that is dead without a word is found out in less than ten seconds: a centre has few connections.
    private static final int KEEP_ALIVE_SECONDS = 5;

    private static final int CONNECT_SECONDS = 5;
    private static final int REFUSAL = 128;
    private static final int DEFAULT_RECEIVE_MAXIMUM = 65_535;
    private static final long GOODBYE_MILLIS = 1_000;
    private static final int QOS = 1;

    /// As the embedded broker lets pass: what is a little too large is counted by its sender.
    private static final long PACKET_BYTES = 4L * Limits.MESSAGE_BYTES;

    private final MqttEndpoint address;
    private final String clientId;
    private final Scheduler scheduler;
    private final Ears ears;
    private final ClosableSockets sockets;
    private final ExecutorService worker;
    private volatile boolean closed;
    private volatile @Nullable MqttAsyncClient client;

    /// Hears what happens on a connection. Everything comes on the scheduler but messages, which come on Paho's
    /// thread.
    interface Ears {
        /// @param receiveMaximum how many publishes the broker lets stand unacknowledged
        void up(int receiveMaximum);

        /// Must not wait.
        void arrived(String topic, byte[] payload);

        /// Nothing is heard after this.
        void down(String why);
    }

    BrokerConnection(MqttEndpoint address, String clientId, SSLContext tls, Scheduler scheduler, Ears ears) {
        this.address = address;
        this.clientId = clientId;
        this.scheduler = scheduler;
        this.ears = ears;
        this.sockets = new ClosableSockets(tls.getSocketFactory());
        this.worker = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("broker-calls").factory());
    }

    void open() {
        String host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
        call(
                () -> {
                    MqttAsyncClient fresh = new MqttAsyncClient(
                            "ssl://" + host + ":" + address.port(), clientId, new MemoryPersistence());
                    client = fresh;
                    fresh.setCallback(this);
                    fresh.connect(options(), null, new MqttActionListener() {
                        @Override
                        public void onSuccess(IMqttToken token) {
                            int receiveMaximum = receiveMaximumOf(token);
                            tell(() -> ears.up(receiveMaximum));
                        }

                        @Override
                        public void onFailure(IMqttToken token, @Nullable Throwable cause) {
                            String why = describe(cause);
                            tell(() -> ears.down(why));
                        }
                    });
                },
                e -> ears.down(describe(e)));
    }

    private MqttConnectionOptions options() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        // A session that is resumed would repeat Paho's dead topic aliases for ever; terminals send again by
        // themselves.
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout(CONNECT_SECONDS);
        options.setMaximumPacketSize(PACKET_BYTES);
        options.setSocketFactory(sockets);
        options.setHttpsHostnameVerificationEnabled(true);
        return options;
    }

    private static int receiveMaximumOf(IMqttToken token) {
        MqttProperties properties = token.getResponseProperties();
        Integer maximum = properties == null ? null : properties.getReceiveMaximum();
        return maximum == null ? DEFAULT_RECEIVE_MAXIMUM : maximum;
    }

    /// @param done told whether the broker took all of them
    void subscribe(List<String> filters, Consumer<Boolean> done) {
        MqttSubscription[] subscriptions = filters.stream()
                .map(filter -> new MqttSubscription(filter, QOS))
                .toArray(MqttSubscription[]::new);
        call(
                () -> live().subscribe(subscriptions, null, reporting(done), new MqttProperties()),
                e -> done.accept(false));
    }

    void unsubscribe(List<String> filters, Consumer<Boolean> done) {
        String[] all = filters.toArray(String[]::new);
        call(() -> live().unsubscribe(all, null, reporting(done), new MqttProperties()), e -> done.accept(false));
    }

    void publish(String topic, byte[] payload, Consumer<Boolean> done) {
        call(() -> live().publish(topic, payload, QOS, false, null, reporting(done)), e -> done.accept(false));
    }

    private MqttActionListener reporting(Consumer<Boolean> done) {
        return new MqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                boolean taken = wasTaken(token);
                tell(() -> done.accept(taken));
            }

            @Override
            public void onFailure(IMqttToken token, @Nullable Throwable cause) {
                tell(() -> done.accept(false));
            }
        };
    }

    /// Paho calls an acknowledgement with an error code a success.
    private static boolean wasTaken(IMqttToken token) {
        int[] codes = token.getReasonCodes();
        if (codes != null) {
            for (int code : codes) {
                if (code >= REFUSAL) {
                    return false;
                }
            }
        }
        return true;
    }

    /// An exception that left this would tear the connection down without a word.
    @Override
    public void messageArrived(String topic, MqttMessage message) {
        try {
            if (!closed) {
                ears.arrived(topic, message.getPayload());
            }
        } catch (RuntimeException e) {
            String why = e.getClass().getSimpleName();
            tell(() -> ears.down(why));
        }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        int code = response.getReturnCode();
        String why = code >= REFUSAL ? "reason code " + code : describe(response.getException());
        tell(() -> ears.down(why));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        // What matters of it follows as a disconnect or as a failed token.
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}

    private static String describe(@Nullable Throwable cause) {
        if (cause == null) {
            return "no reason given";
        }
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        int code = cause instanceof MqttException failure ? failure.getReasonCode() : 0;
        return (code >= REFUSAL && code < 256 ? "reason code " + code + ", " : "")
                + root.getClass().getSimpleName()
                + (root.getMessage() == null ? "" : ": " + root.getMessage());
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

    private interface PahoCall {
        void run() throws MqttException;
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

    /// Ends the connection in the background, and frees what it holds.
    ///
    /// @param orderly false where it is not to be trusted any more
    void close(boolean orderly) {
        closed = true;
        if (orderly) {
            try {
                worker.execute(this::sayGoodbye);
            } catch (RejectedExecutionException e) {
                // Closed before.
            }
        }
        worker.shutdown();
        Thread.ofPlatform().daemon().name("broker-close").start(() -> tearDown(orderly));
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
            if (orderly) {
                worker.awaitTermination(3 * GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
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
    }
}
