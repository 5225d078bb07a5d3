package org.hongting.central.platform;

import java.util.function.IntSupplier;
import org.hongting.central.platform.TerminalListener.TerminalConnector;
import org.hongting.central.platform.broker.TerminalBroker;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The ports the server really listens on, known once it has started.
@Component
public class ListeningPorts {
    private final IntSupplier terminal;
    private final IntSupplier mqtt;
    private final CentralSettings settings;
    private volatile int console;

    ListeningPorts(TerminalConnector terminal, TerminalBroker broker, CentralSettings settings) {
        this.settings = settings;
        this.terminal = terminal::port;
        this.mqtt = broker::port;
    }

    /// @param console HTTP for people
    /// @param terminal HTTPS for terminals
    /// @param mqtt MQTT over mutual TLS
    public record Ports(int console, int terminal, int mqtt) {}

    @EventListener
    void onWebServer(WebServerInitializedEvent event) {
        console = event.getWebServer().getPort();
    }

    public Ports ports() {
        return new Ports(console, terminal.getAsInt(), mqtt.getAsInt());
    }

    /// With the HTTPS port that terminals are told, where something stands before the server.
    public Ports announced() {
        return new Ports(
                console,
                settings.announcedTerminalPort() == 0 ? terminal.getAsInt() : settings.announcedTerminalPort(),
                mqtt.getAsInt());
    }
}
