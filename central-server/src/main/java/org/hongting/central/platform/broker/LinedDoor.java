package org.hongting.central.platform.broker;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.cluster.ClusterConnection;
import org.apache.activemq.artemis.core.server.metrics.MetricsManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.spi.core.remoting.AcceptorFactory;
import org.apache.activemq.artemis.spi.core.remoting.BufferHandler;
import org.apache.activemq.artemis.spi.core.remoting.ServerConnectionLifeCycleListener;

/// Artemis's listener with a [EntranceLine] before it.
final class LinedDoor implements AcceptorFactory {
    private static final int COMERS_OF_A_PROCESSOR = 32;

    @Override
    @SuppressWarnings("rawtypes") // so Artemis declares it
    public Acceptor createAcceptor(
            String name,
            ClusterConnection cluster,
            Map<String, Object> configuration,
            BufferHandler handler,
            ServerConnectionLifeCycleListener listener,
            Executor threads,
            ScheduledExecutorService timer,
            Map<String, ProtocolManager> protocols,
            String threadGroup,
            MetricsManager metrics) {
        EntranceLine line =
                new EntranceLine(COMERS_OF_A_PROCESSOR * Runtime.getRuntime().availableProcessors());
        return new NettyAcceptor(
                name, cluster, configuration, handler, listener, timer, threads, protocols, threadGroup, metrics) {
            @Override
            public SslHandler getSslHandler(ByteBufAllocator buffers, String host, int port) throws Exception {
                SslHandler usual = super.getSslHandler(buffers, host, port);
                SslHandler counted = line.of(usual.engine());
                counted.setHandshakeTimeoutMillis(usual.getHandshakeTimeoutMillis());
                return counted;
            }
        };
    }
}
