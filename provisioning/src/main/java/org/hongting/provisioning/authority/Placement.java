package org.hongting.provisioning.authority;

import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.identity.TerminalId;

/// What the centre decided about a terminal: who it is, what people call it, where it stands, which broker it
/// uses.
public record Placement(TerminalId terminal, String name, String place, MqttEndpoint mqtt) {}
