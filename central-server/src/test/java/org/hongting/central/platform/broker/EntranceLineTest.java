package org.hongting.central.platform.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntranceLineTest {
    /// How the first record of a handshake begins; the rest of it never comes.
    private static final byte[] BEGUN = {0x16, 3, 1};

    private static final long PATIENCE_SECONDS = 20;

    private final EntranceLine line = new EntranceLine(2);
    private final Semaphore accepted = new Semaphore(0);
    private final EventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private Channel door;

    @BeforeEach
    void open() throws Exception {
        door = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) throws Exception {
                        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
                        engine.setUseClientMode(false);
                        channel.pipeline().addLast(line.of(engine));
                        accepted.release();
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
    }

    @AfterEach
    void close() throws InterruptedException {
        threads.shutdownGracefully(0, PATIENCE_SECONDS, TimeUnit.SECONDS).await();
    }

    private Socket comes(byte... says) throws IOException {
        Socket socket = new Socket();
        socket.connect(door.localAddress() instanceof InetSocketAddress address ? address : null);
        socket.getOutputStream().write(says);
        return socket;
    }

    private boolean isAccepted() throws InterruptedException {
        return accepted.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    @SuppressWarnings("try") // the first one leaves in the middle
    void whoeverComesWhileEnoughAreAtItWaitsUntilOneIsDone() throws Exception {
        try (Socket first = comes(BEGUN)) {
            assertThat(isAccepted()).isTrue();
            try (Socket _ = comes(BEGUN)) {
                assertThat(isAccepted()).isTrue();
                try (Socket _ = comes(BEGUN)) {
                    assertThat(door.config().isAutoRead()).isFalse();
                    first.close();
                    assertThat(isAccepted()).isTrue();
                }
            }
        }
    }

    @Test
    void whoeverSaysNothingKeepsNobodyWaiting() throws Exception {
        try (Socket _ = comes()) {
            assertThat(isAccepted()).isTrue();
            try (Socket _ = comes()) {
                assertThat(isAccepted()).isTrue();
                assertThat(door.config().isAutoRead()).isFalse();
                try (Socket _ = comes(BEGUN)) {
                    assertThat(isAccepted()).isTrue();
                }
            }
        }
    }
}
