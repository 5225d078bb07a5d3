package org.hongting.provisioning.service;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.atomic.AtomicBoolean;

/// The datagram socket of `sd_notify`, by three calls of the C library: Java has Unix sockets for streams only. Each
/// notice has a socket of its own, so that a manager that was restarted is met again.
@SuppressWarnings("restricted") // Calling the C library is what this class is for.
final class NotifySocket implements ServiceNotice {
    private static final System.Logger LOG = System.getLogger(NotifySocket.class.getName());

    // As Linux has them on 64-bit machines, x86 and ARM alike.
    private static final short AF_UNIX = 1;
    private static final int DATAGRAM_CLOSED_ON_EXEC = 2 | 0x80000;
    private static final int NO_WAIT_NO_SIGNAL = 0x40 | 0x4000;
    private static final int LONGEST_PATH = 107;
    private static final int ADDRESS_BYTES = 110;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle SOCKET =
            function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SEND_TO = function(
            "sendto", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private final String place;
    private final AtomicBoolean failed = new AtomicBoolean();

    /// @param place a path, or `@` and the name of an abstract socket
    NotifySocket(String place) {
        this.place = place;
    }

    static boolean fits(String place) {
        int bytes = place.getBytes(UTF_8).length;
        return bytes > 1 && bytes <= LONGEST_PATH && (place.startsWith("/") || place.startsWith("@"));
    }

    @Override
    public void send(String words) {
        if (!sent(words) && !failed.getAndSet(true)) {
            LOG.log(System.Logger.Level.WARNING, "the service manager cannot be told at {0}", place);
        }
    }

    private boolean sent(String words) {
        byte[] message = (words + "\n").getBytes(UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            int socket = (int) SOCKET.invokeExact((int) AF_UNIX, DATAGRAM_CLOSED_ON_EXEC, 0);
            if (socket < 0) {
                return false;
            }
            MemorySegment address = arena.allocate(ADDRESS_BYTES);
            int length = fill(address);
            long sent = (long) SEND_TO.invokeExact(
                    socket,
                    arena.allocateFrom(JAVA_BYTE, message),
                    (long) message.length,
                    NO_WAIT_NO_SIGNAL,
                    address,
                    length);
            int _ = (int) CLOSE.invokeExact(socket);
            return sent == message.length;
        } catch (Throwable e) {
            throw new AssertionError("the C library does not throw", e);
        }
    }

    /// @return how many bytes of it count
    private int fill(MemorySegment address) {
        byte[] path = place.getBytes(UTF_8);
        address.set(JAVA_SHORT, 0, AF_UNIX);
        MemorySegment.copy(path, 0, address, JAVA_BYTE, Short.BYTES, path.length);
        if (path[0] == '@') {
            address.set(JAVA_BYTE, Short.BYTES, (byte) 0);
            return Short.BYTES + path.length;
        }
        return Short.BYTES + path.length + 1;
    }

    private static MethodHandle function(String name, FunctionDescriptor types) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), types);
    }
}
