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
    private final PahoThreads threads;

    private MqttTransport(
            String uri,
            TerminalId terminal,
            @Nullable Supplier<SSLContext> tls,
            Scheduler scheduler,
            PahoThreads threads) {
        this.uri = uri;
        this.terminal = terminal;
        this.tls = tls;
        this.scheduler = scheduler;
        this.threads = threads;
    }

    /// Connects over TLS with the terminal's certificate. The host name is checked against the server's certificate.
    ///
    /// @param tls asked anew for every connection, so that a renewed certificate is used without a restart
    /// @param scheduler the link's: every callback comes on it
    public static MqttTransport secured(
            String host, int port, TerminalId terminal, Supplier<SSLContext> tls, Scheduler scheduler) {
        return new MqttTransport("ssl://" + host + ":" + port, terminal, tls, scheduler, PahoThreads.ITS_OWN);
    }

    /// Connects without TLS: for tests and for a broker on the same machine.
    public static MqttTransport plain(String host, int port, TerminalId terminal, Scheduler scheduler) {
        return new MqttTransport("tcp://" + host + ":" + port, terminal, null, scheduler, PahoThreads.ITS_OWN);
    }

    /// The same on virtual threads: for a process that plays thousands of terminals, where five threads of the machine
    /// for each would be more than it has.
    public MqttTransport onVirtualThreads() {
        return new MqttTransport(uri, terminal, tls, scheduler, PahoThreads.VIRTUAL);
    }

    @Override
    public Connection open(TerminalState will, Duration willDelay, Listener listener) {
        PahoConnection connection = new PahoConnection(uri, terminal, scheduler, listener, threads);
        connection.connect(will, willDelay, tls);
        return connection;
    }
}
