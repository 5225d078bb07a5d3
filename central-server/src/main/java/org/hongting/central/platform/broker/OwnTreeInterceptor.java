package org.hongting.central.platform.broker;

import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckPayload;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.wire.RefusedMessage;
import org.hongting.protocol.wire.Topic;

/// Reads packets before the broker does. Filters outside the terminal's own topics never reach it: a refused shared
/// subscription would delete a queue of that name, whosoever it is. Such a request is answered with "not authorised",
/// and Artemis then closes the connection, as it does for every packet that is held back. A will can only be the
/// terminal's own state, and only MQTT 5 is spoken, because older versions acknowledge what was refused.
final class OwnTreeInterceptor implements MQTTInterceptor {
    private static final int MQTT_5 = 5;
    private static final int NOT_AUTHORISED = 0x87;

    private final LiveSessions sessions;
    private final Inbox inbox;

    /// @param inbox told of what is refused
    OwnTreeInterceptor(LiveSessions sessions, Inbox inbox) {
        this.sessions = sessions;
        this.inbox = inbox;
    }

    @Override
    public boolean intercept(MqttMessage packet, RemotingConnection connection) {
        Optional<TerminalId> terminal = ShownCertificate.of(connection).map(ShownCertificate::terminal);
        if (terminal.isEmpty()) {
            return turnAway(connection, TurnedAway.NO_TERMINAL);
        }
        if (packet instanceof MqttConnectMessage connect) {
            return connects(connect, terminal.get(), connection);
        }
        if (packet instanceof MqttSubscribeMessage subscribe) {
            List<String> filters = subscribe.payload().topicSubscriptions().stream()
                    .map(MqttTopicSubscription::topicFilter)
                    .toList();
            int packetId = subscribe.variableHeader().messageId();
            return areOwn(filters, terminal.get())
                    || refuse(connection, MqttMessageType.SUBACK, packetId, filters.size());
        }
        if (packet instanceof MqttUnsubscribeMessage unsubscribe) {
            List<String> filters = unsubscribe.payload().topics();
            int packetId = unsubscribe.variableHeader().messageId();
            return areOwn(filters, terminal.get())
                    || refuse(connection, MqttMessageType.UNSUBACK, packetId, filters.size());
        }
        if (packet instanceof MqttPublishMessage publish && !mayPublish(publish, terminal.get())) {
            // The broker answers it: it asks TerminalSecurity.
            inbox.refused(terminal.get(), RefusedMessage.Reason.FOREIGN_TOPIC);
        }
        return true;
    }

    private boolean connects(MqttConnectMessage connect, TerminalId terminal, RemotingConnection connection) {
        if (connect.variableHeader().version() != MQTT_5) {
            return turnAway(connection, TurnedAway.OLD_PROTOCOL);
        }
        boolean willIsOwn = !connect.variableHeader().isWillFlag()
                || connect.payload().willTopic().equals(Topic.treeOf(terminal) + "state");
        if (!willIsOwn) {
            return turnAway(connection, TurnedAway.FOREIGN_WILL);
        }
        if (terminal.value().equals(connect.payload().clientIdentifier())) {
            sessions.opened(terminal, connection);
        }
        return true;
    }

    /// Exact topics only: a terminal needs no wildcard, and each one it has is one more to get wrong.
    private boolean areOwn(List<String> filters, TerminalId terminal) {
        boolean areOwn = filters.stream()
                .allMatch(filter -> Topic.parse(filter)
                        .filter(topic -> topic.terminal().equals(terminal))
                        .filter(topic -> !topic.channel().isFromTerminal())
                        .isPresent());
        if (!areOwn) {
            inbox.refused(terminal, RefusedMessage.Reason.FOREIGN_TOPIC);
        }
        return areOwn;
    }

    private static boolean mayPublish(MqttPublishMessage publish, TerminalId terminal) {
        return Topic.parse(publish.variableHeader().topicName())
                .filter(topic -> topic.terminal().equals(terminal))
                .filter(topic -> topic.channel().isFromTerminal())
                .isPresent();
    }

    private static boolean refuse(RemotingConnection connection, MqttMessageType answer, int packetId, int filters) {
        MqttFixedHeader fixed = new MqttFixedHeader(answer, false, MqttQoS.AT_MOST_ONCE, false, 0);
        MqttMessageIdAndPropertiesVariableHeader variable =
                new MqttMessageIdAndPropertiesVariableHeader(packetId, MqttProperties.NO_PROPERTIES);
        List<Integer> codes = Collections.nCopies(filters, NOT_AUTHORISED);
        MqttMessage packet = answer == MqttMessageType.SUBACK
                ? new MqttSubAckMessage(fixed, variable, new MqttSubAckPayload(codes))
                : new MqttUnsubAckMessage(
                        fixed,
                        variable,
                        new MqttUnsubAckPayload(
                                codes.stream().map(Integer::shortValue).toList()));
        channelOf(connection).ifPresent(channel -> Replies.write(channel, packet));
        return false;
    }

    private boolean turnAway(RemotingConnection connection, TurnedAway reason) {
        inbox.turnedAway(reason);
        channelOf(connection).ifPresent(channel -> {
            var _ = channel.close();
        });
        return false;
    }

    private static Optional<Channel> channelOf(RemotingConnection connection) {
        return connection.getTransportConnection() instanceof NettyConnection netty
                ? Optional.of(netty.getNettyChannel())
                : Optional.empty();
    }
}
