package org.hongting.central.platform.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import org.hongting.provisioning.authority.ServerTls;
import org.hongting.provisioning.authority.SiteAuthority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntranceLineTest {
    /// How the first record of a handshake begins; the rest of it never comes.
    private static final byte[] BEGUN = {0x16, 3, 1};

    private static final long PATIENCE_SECONDS = 20;

    private final EntranceLine line = new EntranceLine(2);
    private final Semaphore accepted = new Semaphore(0);
    private final EventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Semaphore heard = new Semaphore(0);
    private Channel door;
    private SSLContext server;
    private SSLContext terminal;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        Instant now = Instant.now();
        SiteAuthority site = SiteAuthority.open(folder.resolve("keys"), null, now, new SecureRandom());
        ServerTls tls = site.serverTls(List.of("localhost"), now);
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(tls.keyStore(), tls.password().toCharArray());
        server = SSLContext.getInstance("TLSv1.3");
        server.init(keys.getKeyManagers(), null, null);
        terminal = site.centreTls(now);
        door = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) throws Exception {
                        SSLEngine engine = server.createSSLEngine();
                        engine.setUseClientMode(false);
                        channel.pipeline().addLast(line.of(engine), new SimpleChannelInboundHandler<ByteBuf>() {
                            @Override
                            protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
                                heard.release();
                            }
                        });
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
        socket.connect(door.localAddress());
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

    /// Connects, subscribes, and says hello.
    @Test
    void whoeverHasSaidHelloMakesRoomForTheNext() throws Exception {
        try (SSLSocket first = shakesHands();
                SSLSocket _ = shakesHands();
                Socket _ = comes(BEGUN)) {
            says(first);
            says(first);
            assertThat(door.config().isAutoRead()).isFalse();
            assertThat(accepted.availablePermits()).isZero();
            says(first);
            assertThat(isAccepted()).isTrue();
        }
    }

    private SSLSocket shakesHands() throws Exception {
        SSLSocket socket = (SSLSocket) terminal.getSocketFactory().createSocket();
        socket.connect(door.localAddress());
        socket.startHandshake();
        assertThat(isAccepted()).isTrue();
        return socket;
    }

    private void says(SSLSocket terminal) throws Exception {
        terminal.getOutputStream().write(1);
        assertThat(heard.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
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
