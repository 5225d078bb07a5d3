package org.hongting.central.platform.broker;

import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.api.core.ActiveMQDisconnectedException;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.hongting.protocol.identity.TerminalId;

/// The connections that are open now, so that one can be closed the moment its terminal is revoked.
final class LiveSessions {
    /// MQTT 5: administrative action.
    private static final byte ADMINISTRATIVE = (byte) 0x98;

    private final Map<TerminalId, RemotingConnection> open = new ConcurrentHashMap<>();

    void opened(TerminalId terminal, RemotingConnection connection) {
        open.put(terminal, connection);
        connection.addCloseListener(() -> open.remove(terminal, connection));
    }

    void close(TerminalId terminal) {
        RemotingConnection connection = open.remove(terminal);
        if (connection == null) {
            return;
        }
        if (connection.getTransportConnection() instanceof NettyConnection netty) {
            Replies.write(
                    netty.getNettyChannel(),
                    MqttMessageBuilders.disconnect().reasonCode(ADMINISTRATIVE).build());
        }
        connection.fail(new ActiveMQDisconnectedException("revoked"));
    }

    int count() {
        return open.size();
    }
}
