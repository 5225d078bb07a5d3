package org.hongting.sync.mqtt;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.wire.TerminalState;
import org.hongting.sync.link.Transport;
import org.jspecify.annotations.Nullable;

/// Opens MQTT 5 connections with Paho: a fresh client for each, nothing kept in it, nothing reconnected by it.
public final class MqttTransport implements Transport {
    private final List<String> addresses;
    private final TerminalId terminal;
    private final @Nullable Supplier<SSLContext> tls;
    private final Scheduler scheduler;
    private final PahoThreads threads;
    private final AtomicInteger next;

    private MqttTransport(
            List<String> addresses,
            TerminalId terminal,
            @Nullable Supplier<SSLContext> tls,
            Scheduler scheduler,
            PahoThreads threads) {
        this.addresses = List.copyOf(addresses);
        this.terminal = terminal;
        this.tls = tls;
        this.scheduler = scheduler;
        this.threads = threads;
        // A fleet begins all over the nodes, and each terminal always at the same one.
        this.next = new AtomicInteger(Math.floorMod(terminal.value().hashCode(), this.addresses.size()));
    }

    /// Connects over TLS with the terminal's certificate. The host name is checked against the server's certificate.
    ///
    /// @param brokers where the broker is, at least one: each connection tries the one after the last, so that a
    /// node that is away costs one attempt
    /// @param tls asked anew for every connection, so that a renewed certificate is used without a restart
    /// @param scheduler the link's: every callback comes on it
    public static MqttTransport secured(
            List<MqttEndpoint> brokers, TerminalId terminal, Supplier<SSLContext> tls, Scheduler scheduler) {
        return new MqttTransport(
                brokers.stream().map(broker -> "ssl://" + broker).toList(),
                terminal,
                tls,
                scheduler,
                PahoThreads.ITS_OWN);
    }

    /// As the other, where the broker has one address.
    public static MqttTransport secured(
            String host, int port, TerminalId terminal, Supplier<SSLContext> tls, Scheduler scheduler) {
        return secured(List.of(new MqttEndpoint(host, port)), terminal, tls, scheduler);
    }

    /// Connects without TLS: for tests and for a broker on the same machine.
    public static MqttTransport plain(String host, int port, TerminalId terminal, Scheduler scheduler) {
        return new MqttTransport(List.of("tcp://" + host + ":" + port), terminal, null, scheduler, PahoThreads.ITS_OWN);
    }

    /// The same on virtual threads: for a process that plays thousands of terminals, where five threads of the
    /// machine for each would be more than it has.
    public MqttTransport onVirtualThreads() {
        return new MqttTransport(addresses, terminal, tls, scheduler, PahoThreads.VIRTUAL);
    }

    @Override
    public Connection open(TerminalState will, Duration willDelay, Listener listener) {
        String uri = addresses.get(Math.floorMod(next.getAndIncrement(), addresses.size()));
        PahoConnection connection = new PahoConnection(uri, terminal, scheduler, listener, threads);
        connection.connect(will, willDelay, tls);
        return connection;
    }
}
