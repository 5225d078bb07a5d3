package org.hongting.central.platform;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The ports the server really listens on, known once it has started.
@Component
public class ListeningPorts {
    private volatile int console;

    /// @param console HTTP for people
    /// @param terminal HTTPS for terminals
    /// @param mqtt MQTT over mutual TLS
    public record Ports(int console, int terminal, int mqtt) {}

    @EventListener
    void onWebServer(WebServerInitializedEvent event) {
        console = event.getWebServer().getPort();
    }

    public Ports ports() {
        return new Ports(console, 0, 0);
    }
}
