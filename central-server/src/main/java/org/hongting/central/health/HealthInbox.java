package org.hongting.central.health;

import org.hongting.central.platform.broker.Inbox;
import org.hongting.central.platform.broker.TurnedAway;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.RefusedMessage;
import org.hongting.protocol.wire.Topic;

/// Takes health out of what comes from the broker: it must never stand before a record.
public record HealthInbox(Inbox others, HealthIntake health) implements Inbox {
    @Override
    public void arrived(Topic topic, byte[] payload) {
        if (topic.channel() == Channel.HEALTH) {
            health.arrived(topic, payload);
        } else {
            others.arrived(topic, payload);
        }
    }

    @Override
    public void refused(TerminalId terminal, RefusedMessage.Reason reason) {
        others.refused(terminal, reason);
    }

    @Override
    public void turnedAway(TurnedAway reason) {
        others.turnedAway(reason);
    }
}
