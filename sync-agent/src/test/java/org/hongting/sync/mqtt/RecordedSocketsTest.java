package org.hongting.sync.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

class RecordedSocketsTest {
    private final RecordedSockets sockets = new RecordedSockets();

    @Test
    void nothingThatIsWrittenWaitsForMore() throws IOException {
        SSLSocketFactory secured = sockets.secured((SSLSocketFactory) SSLSocketFactory.getDefault());
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 4, loopback);
                Socket plain = sockets.plain().createSocket();
                Socket connected = sockets.plain().createSocket(loopback, server.getLocalPort());
                Socket safe = secured.createSocket();
                Socket over = secured.createSocket(connected, "centre", server.getLocalPort(), true)) {
            for (Socket socket : new Socket[] {plain, connected, safe, over}) {
                assertThat(socket.getTcpNoDelay()).isTrue();
            }
        }
    }

    @Test
    void whatIsAskedForAfterTheEndIsRefused() throws IOException {
        try (Socket open = sockets.plain().createSocket()) {
            sockets.close();
            assertThat(open.isClosed()).isTrue();
        }
        assertThatThrownBy(sockets.plain()::createSocket).isInstanceOf(IOException.class);
    }
}
