package org.hongting.simulator.fault;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.hongting.simulator.fault.LineTrouble.Way;

/// The line between terminals and the centre: a TCP relay on loopback that can be pulled like a cable, and that suffers
/// what real networks do. Well again, it relays as before to the same place.
///
/// Threads are virtual, two for each connection; all methods are safe for use by many threads.
public final class FaultyLine implements Closeable {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int BLOCK_BYTES = 16 * 1024;

    private final ServerSocket entrance;
    private final InetSocketAddress target;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger troubles = new AtomicInteger();
    private final LongAdder relayed = new LongAdder();
    private volatile LineTrouble trouble = new LineTrouble.None();

    private FaultyLine(ServerSocket entrance, InetSocketAddress target) {
        this.entrance = entrance;
        this.target = target;
    }

    /// Listens on a free port of loopback.
    ///
    /// @param port of loopback where the centre listens
    public static FaultyLine to(int port) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        FaultyLine line = new FaultyLine(new ServerSocket(0, 64, loopback), new InetSocketAddress(loopback, port));
        Thread.ofVirtual().name("line").start(line::accept);
        return line;
    }

    /// Where the terminal connects to.
    public int port() {
        return entrance.getLocalPort();
    }

    /// Bytes that went through it, both ways.
    public long carried() {
        return relayed.sum();
    }

    /// Begins a trouble, which lasts until another one begins.
    public void suffer(LineTrouble begun) {
        troubles.incrementAndGet();
        trouble = begun;
        switch (begun) {
            case LineTrouble.Pulled _ -> open.forEach(Connection::close);
            case LineTrouble.HalfOpen half -> open.forEach(connection -> connection.forget(half.lost()));
            case LineTrouble.None _, LineTrouble.Delayed _, LineTrouble.Truncated _, LineTrouble.Reset _ -> {}
        }
    }

    /// Ends every trouble, but for what it has done to connections.
    public void heal() {
        suffer(new LineTrouble.None());
    }

    public void pull() {
        suffer(new LineTrouble.Pulled());
    }

    public void plugIn() {
        heal();
    }

    public boolean isPulled() {
        return trouble instanceof LineTrouble.Pulled;
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
                if (isPulled()) {
                    closeQuietly(near);
                } else {
                    Thread.ofVirtual().start(() -> new Connection(near).serve());
                }
            } catch (IOException e) {
                // The entrance was closed, or one caller went away before we answered: neither concerns the others.
            }
        }
    }

    private final class Connection {
        private final Socket near;
        private final Socket far = new Socket();
        private final Set<Way> forgotten = EnumSet.noneOf(Way.class);
        private int counted;
        private int carried;

        Connection(Socket near) {
            this.near = near;
        }

        void serve() {
            open.add(this);
            try {
                far.connect(target, CONNECT_MILLIS);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                if (isPulled()) {
                    close();
                    return;
                }
                if (trouble instanceof LineTrouble.HalfOpen(Way lost)) {
                    forget(lost);
                }
                Thread.ofVirtual().start(() -> relay(near, far, Way.TO_CENTRE));
                relay(far, near, Way.TO_TERMINAL);
            } catch (IOException e) {
                close();
            }
        }

        private void relay(Socket from, Socket to, Way way) {
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] block = new byte[BLOCK_BYTES];
                int read = in.read(block);
                while (read >= 0 && pass(block, read, out, way)) {
                    read = in.read(block);
                }
            } catch (IOException e) {
                // Cut by us or by either end: the other direction must end too.
            } finally {
                close();
            }
        }

        /// @return whether the connection goes on
        private boolean pass(byte[] block, int length, OutputStream out, Way way) throws IOException {
            if (isForgotten(way)) {
                return true;
            }
            return switch (trouble) {
                case LineTrouble.None _ -> write(block, length, out);
                case LineTrouble.Delayed(Duration by) -> {
                    LockSupport.parkNanos(by.toNanos());
                    yield isForgotten(way) || write(block, length, out);
                }
                case LineTrouble.HalfOpen _ -> write(block, length, out);
                case LineTrouble.Truncated(int after) -> {
                    int allowed = allowed(after, length);
                    write(block, allowed, out);
                    yield allowed == length;
                }
                case LineTrouble.Reset(int after) -> {
                    int allowed = allowed(after, length);
                    write(block, allowed, out);
                    if (allowed < length) {
                        reset();
                    }
                    yield allowed == length;
                }
                case LineTrouble.Pulled _ -> false;
            };
        }

        private boolean write(byte[] block, int length, OutputStream out) throws IOException {
            relayed.add(length);
            out.write(block, 0, length);
            out.flush();
            return true;
        }

        /// How much of a block still passes, counted from the beginning of the trouble.
        private synchronized int allowed(int after, int length) {
            int now = troubles.get();
            if (counted != now) {
                counted = now;
                carried = 0;
            }
            int allowed = Math.clamp((long) after - carried, 0, length);
            carried += allowed;
            return allowed;
        }

        synchronized void forget(Way way) {
            forgotten.add(way);
        }

        private synchronized boolean isForgotten(Way way) {
            return forgotten.contains(way);
        }

        private void reset() throws IOException {
            near.setSoLinger(true, 0);
            far.setSoLinger(true, 0);
        }

        void close() {
            closeQuietly(near);
            closeQuietly(far);
            open.remove(this);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // A socket that cannot be closed is gone already.
        }
    }
}
