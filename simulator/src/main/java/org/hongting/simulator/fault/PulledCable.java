package org.hongting.simulator.fault;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// A network cable between a terminal and the centre that can be pulled: a TCP relay on loopback. Pulled, it cuts every
/// connection and takes no new one; plugged in again, it relays as before to the same place.
///
/// Threads are virtual, two for each connection; all methods are safe for use by many threads.
public final class PulledCable implements Closeable {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int BLOCK_BYTES = 16 * 1024;

    private final ServerSocket entrance;
    private final InetSocketAddress target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final LongAdder carried = new LongAdder();
    private volatile boolean pulled;

    private PulledCable(ServerSocket entrance, InetSocketAddress target) {
        this.entrance = entrance;
        this.target = target;
    }

    /// Listens on a free port of loopback.
    ///
    /// @param port of loopback where the centre listens
    public static PulledCable to(int port) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        PulledCable cable = new PulledCable(new ServerSocket(0, 64, loopback), new InetSocketAddress(loopback, port));
        Thread.ofVirtual().name("cable").start(cable::accept);
        return cable;
    }

    /// Where the terminal connects to.
    public int port() {
        return entrance.getLocalPort();
    }

    /// Bytes that went through it, both ways.
    public long carried() {
        return carried.sum();
    }

    public void pull() {
        pulled = true;
        open.forEach(PulledCable::closeQuietly);
    }

    public void plugIn() {
        pulled = false;
    }

    public boolean isPulled() {
        return pulled;
    }

    @Override
    public void close() throws IOException {
        pull();
        entrance.close();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket near = entrance.accept();
                if (pulled) {
                    closeQuietly(near);
                } else {
                    Thread.ofVirtual().start(() -> connect(near));
                }
            } catch (IOException e) {
                // The entrance was closed, or one caller went away before we answered: neither concerns the others.
            }
        }
    }

    private void connect(Socket near) {
        Socket far = new Socket();
        open.add(near);
        open.add(far);
        try {
            far.connect(target, CONNECT_MILLIS);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            if (pulled) {
                drop(near, far);
                return;
            }
            Thread.ofVirtual().start(() -> relay(near, far));
            relay(far, near);
        } catch (IOException e) {
            drop(near, far);
        }
    }

    private void relay(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] block = new byte[BLOCK_BYTES];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                carried.add(read);
                out.write(block, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // Cut by us or by either end: the other direction must end too.
        } finally {
            drop(from, to);
        }
    }

    private void drop(Socket one, Socket other) {
        closeQuietly(one);
        closeQuietly(other);
        open.remove(one);
        open.remove(other);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // A socket that cannot be closed is gone already.
        }
    }
}
