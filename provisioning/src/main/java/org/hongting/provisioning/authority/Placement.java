package org.hongting.provisioning.authority;

import java.util.List;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.identity.TerminalId;

/// What the centre decided about a terminal: who it is, what people call it, where it stands, which broker it
/// uses.
public record Placement(TerminalId terminal, String name, String place, List<MqttEndpoint> brokers) {
    public Placement {
        brokers = List.copyOf(brokers);
        if (brokers.isEmpty()) {
            throw new IllegalArgumentException("a terminal needs an address of the broker");
        }
    }

    public Placement(TerminalId terminal, String name, String place, MqttEndpoint mqtt) {
        this(terminal, name, place, List.of(mqtt));
    }
}
