package org.hongting.central.platform.broker.external;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;

/// Remembers the sockets of one client: Paho's own forced disconnect can leave them open, and a hung client comes
/// free only when its socket closes. The terminal has the same; a module that both could take it from would have
/// to know sockets, and `protocol` knows none.
final class ClosableSockets extends SSLSocketFactory {
    private final SSLSocketFactory real;
    private final List<Socket> sockets = new ArrayList<>();
    private boolean closed;

    ClosableSockets(SSLSocketFactory real) {
        this.real = real;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return real.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return real.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
        return keep(real.createSocket());
    }

    @Override
    public Socket createSocket(Socket under, String host, int port, boolean autoClose) throws IOException {
        return keep(real.createSocket(under, host, port, autoClose));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return keep(real.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return keep(real.createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return keep(real.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return keep(real.createSocket(host, port, local, localPort));
    }

    private synchronized Socket keep(Socket socket) throws IOException {
        if (closed) {
            socket.close();
            throw new IOException("the connection was given up");
        }
        // Otherwise the end of each frame would wait for the other side's word about its beginning: 40 ms on Linux.
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        return socket;
    }

    /// Closes every socket, and those that would still be made.
    synchronized void close() {
        closed = true;
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is closed as far as it can be.
            }
        }
        sockets.clear();
    }
}
