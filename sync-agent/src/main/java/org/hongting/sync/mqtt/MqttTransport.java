package org.hongting.sync.mqtt;

import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.wire.TerminalState;
import org.hongting.sync.link.Transport;
import org.jspecify.annotations.Nullable;

/// Opens MQTT 5 connections with Paho: a fresh client for each, nothing kept in it, nothing reconnected by it.
public final class MqttTransport implements Transport {
    private final String uri;
    private final TerminalId terminal;
    private final @Nullable Supplier<SSLContext> tls;
    private final Scheduler scheduler;

    private MqttTransport(String uri, TerminalId terminal, @Nullable Supplier<SSLContext> tls, Scheduler scheduler) {
        this.uri = uri;
        this.terminal = terminal;
        this.tls = tls;
        this.scheduler = scheduler;
    }

    /// Connects over TLS with the terminal's certificate. The host name is checked against the server's certificate.
    ///
    /// @param tls asked anew for every connection, so that a renewed certificate is used without a restart
    /// @param scheduler the link's: every callback comes on it
    public static MqttTransport secured(
            String host, int port, TerminalId terminal, Supplier<SSLContext> tls, Scheduler scheduler) {
        return new MqttTransport("ssl://" + host + ":" + port, terminal, tls, scheduler);
    }

    /// Connects without TLS: for tests and for a broker on the same machine.
    public static MqttTransport plain(String host, int port, TerminalId terminal, Scheduler scheduler) {
        return new MqttTransport("tcp://" + host + ":" + port, terminal, null, scheduler);
    }

    @Override
    public Connection open(TerminalState will, Duration willDelay, Listener listener) {
        PahoConnection connection = new PahoConnection(uri, terminal, scheduler, listener);
        connection.connect(will, willDelay, tls);
        return connection;
    }
}
