package org.hongting.central.platform.broker;

import io.netty.channel.ChannelPipeline;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.BaseInterceptor;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManagerFactory;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTRoutingHandler;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyServerConnection;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.spi.core.protocol.ConnectionEntry;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManagerFactory;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.spi.core.remoting.Connection;

/// Artemis's MQTT with a [PacketGuard] before its decoder. Artemis reads packets of up to 256 MiB into memory before it
/// looks at `maximumPacketSize`, and it lets nobody set the decoder's limit: eight connections were enough for
/// 1.7 GB.
final class GuardedMqtt extends MQTTProtocolManagerFactory {
    private final Supplier<PacketGuard> guards;

    /// @param guards makes the guard of each new connection
    GuardedMqtt(Supplier<PacketGuard> guards) {
        this.guards = guards;
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // so Artemis declares it; the factory of MQTT makes managers of MQTT
    public ProtocolManager<MQTTInterceptor, MQTTRoutingHandler> createProtocolManager(
            ActiveMQServer server,
            Map<String, Object> parameters,
            List<BaseInterceptor> incoming,
            List<BaseInterceptor> outgoing)
            throws Exception {
        return new Guarded(
                (ProtocolManager<MQTTInterceptor, MQTTRoutingHandler>)
                        super.createProtocolManager(server, parameters, incoming, outgoing),
                guards);
    }

    @SuppressWarnings("rawtypes") // so Artemis declares them
    private record Guarded(ProtocolManager<MQTTInterceptor, MQTTRoutingHandler> mqtt, Supplier<PacketGuard> guards)
            implements ProtocolManager<MQTTInterceptor, MQTTRoutingHandler> {
        @Override
        public void addChannelHandlers(ChannelPipeline pipeline) {
            pipeline.addLast(guards.get());
            mqtt.addChannelHandlers(pipeline);
        }

        @Override
        public ProtocolManagerFactory<MQTTInterceptor> getFactory() {
            return mqtt.getFactory();
        }

        @Override
        public void updateInterceptors(List<BaseInterceptor> incoming, List<BaseInterceptor> outgoing) {
            mqtt.updateInterceptors(incoming, outgoing);
        }

        @Override
        public ConnectionEntry createConnectionEntry(Acceptor acceptor, Connection connection) {
            return mqtt.createConnectionEntry(acceptor, connection);
        }

        @Override
        public void removeHandler(String name) {
            mqtt.removeHandler(name);
        }

        @Override
        public void handleBuffer(RemotingConnection connection, ActiveMQBuffer buffer) {
            mqtt.handleBuffer(connection, buffer);
        }

        @Override
        public boolean isProtocol(byte[] start) {
            return mqtt.isProtocol(start);
        }

        @Override
        public boolean acceptsNoHandshake() {
            return mqtt.acceptsNoHandshake();
        }

        @Override
        public void handshake(NettyServerConnection connection, ActiveMQBuffer buffer) {
            mqtt.handshake(connection, buffer);
        }

        @Override
        public List<String> websocketSubprotocolIdentifiers() {
            return mqtt.websocketSubprotocolIdentifiers();
        }

        @Override
        public void setAnycastPrefix(String prefix) {
            mqtt.setAnycastPrefix(prefix);
        }

        @Override
        public void setMulticastPrefix(String prefix) {
            mqtt.setMulticastPrefix(prefix);
        }

        @Override
        public Map<SimpleString, RoutingType> getPrefixes() {
            return mqtt.getPrefixes();
        }

        @Override
        public void setSecurityDomain(String domain) {
            mqtt.setSecurityDomain(domain);
        }

        @Override
        public String getSecurityDomain() {
            return mqtt.getSecurityDomain();
        }

        @Override
        public MQTTRoutingHandler getRoutingHandler() {
            return mqtt.getRoutingHandler();
        }
    }
}
