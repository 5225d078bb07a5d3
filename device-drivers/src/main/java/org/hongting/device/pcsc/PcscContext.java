package org.hongting.device.pcsc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One connection to pcscd. Dead for ever once pcscd went away: then a new one is made. Used by one thread,
/// except for [#cancel].
final class PcscContext implements AutoCloseable {
    /// The name under which pcscd reports that readers were attached or taken away.
    private static final String PLUG_AND_PLAY = "\\\\?PnP?\\Notification";

    private static final MemorySegment NULL = MemorySegment.NULL;
    private static final long SUCCESS = 0;

    /// A report of pcscd that went astray costs a person this long at most.
    static final long LONGEST_WAIT_MILLIS = 1_000;

    private static final long SCOPE_SYSTEM = 2;
    private static final long SHARE_SHARED = 2;
    private static final long PROTOCOL_T0_OR_T1 = 3;
    private static final long LEAVE_CARD = 0;
    private static final long MOST_NAME_BYTES = 16 * 1024;
    private static final long MOST_ANSWER_BYTES = 264;

    /// `SCARD_READERSTATE`: name and user pointer, current and event state, ATR length, 33 bytes of ATR,
    /// padding.
    private static final long STATE_BYTES = 80;

    private static final long CURRENT_STATE = 16;
    private static final long EVENT_STATE = 24;

    private final PcscLibrary library;
    private final long context;
    private long plugAndPlayState;

    PcscContext(PcscLibrary library) throws PcscException {
        this.library = library;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment made = arena.allocate(ValueLayout.JAVA_LONG);
            check("SCardEstablishContext", call(library.establishContext, SCOPE_SYSTEM, NULL, NULL, made));
            this.context = made.get(ValueLayout.JAVA_LONG, 0);
        }
    }

    /// Names of the attached readers, in pcscd's order.
    List<String> readers() throws PcscException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment names = arena.allocate(MOST_NAME_BYTES);
            MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_LONG, MOST_NAME_BYTES);
            long code = call(library.listReaders, context, NULL, names, length);
            if (code == PcscException.NO_READERS) {
                return List.of();
            }
            check("SCardListReaders", code);
            List<String> readers = new ArrayList<>();
            long at = 0;
            long end = Math.min(length.get(ValueLayout.JAVA_LONG, 0), MOST_NAME_BYTES);
            // A multi-string: names with a zero byte after each, an empty one at the end.
            while (at < end && names.get(ValueLayout.JAVA_BYTE, at) != 0) {
                String name = names.getString(at, StandardCharsets.UTF_8);
                readers.add(name);
                at += name.getBytes(StandardCharsets.UTF_8).length + 1;
            }
            return readers;
        }
    }

    /// Blocks until a card or a reader comes or goes, or for [#LONGEST_WAIT_MILLIS]. A reader whose state is 0 is not
    /// known yet and answers
    /// at once.
    ///
    /// @return the new state of every reader named in `known`
    Map<String, Long> awaitChange(Map<String, Long> known) throws PcscException {
        List<String> names = List.copyOf(known.keySet());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment states = arena.allocate(STATE_BYTES * (names.size() + 1), 8);
            for (int i = 0; i < names.size(); i++) {
                ask(arena, states, i, names.get(i), known.getOrDefault(names.get(i), 0L));
            }
            ask(arena, states, names.size(), PLUG_AND_PLAY, plugAndPlayState);
            long code = call(library.getStatusChange, context, LONGEST_WAIT_MILLIS, states, (long) names.size() + 1);
            if (code == PcscException.TIMEOUT) {
                return Map.copyOf(known);
            }
            check("SCardGetStatusChange", code);
            plugAndPlayState = event(states, names.size());
            Map<String, Long> now = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                now.put(names.get(i), event(states, i));
            }
            return now;
        }
    }

    private static void ask(Arena arena, MemorySegment states, int index, String name, long state) {
        states.set(ValueLayout.ADDRESS, STATE_BYTES * index, arena.allocateFrom(name));
        states.set(ValueLayout.JAVA_LONG, STATE_BYTES * index + CURRENT_STATE, state);
    }

    private static long event(MemorySegment states, int index) {
        return states.get(ValueLayout.JAVA_LONG, STATE_BYTES * index + EVENT_STATE) & ~SlotState.CHANGED;
    }

    /// Connects to the card, sends one command and lets the card go.
    ///
    /// @return data and the two status bytes
    byte[] exchange(String reader, byte[] command) throws PcscException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handle = arena.allocate(ValueLayout.JAVA_LONG);
            MemorySegment protocol = arena.allocate(ValueLayout.JAVA_LONG);
            check(
                    "SCardConnect",
                    call(
                            library.connect,
                            context,
                            arena.allocateFrom(reader),
                            SHARE_SHARED,
                            PROTOCOL_T0_OR_T1,
                            handle,
                            protocol));
            long card = handle.get(ValueLayout.JAVA_LONG, 0);
            try {
                // `SCARD_IO_REQUEST`: the protocol and the structure's own length.
                MemorySegment header = arena.allocateFrom(
                        ValueLayout.JAVA_LONG, protocol.get(ValueLayout.JAVA_LONG, 0), 2 * Long.BYTES);
                MemorySegment sent = arena.allocateFrom(ValueLayout.JAVA_BYTE, command);
                MemorySegment answer = arena.allocate(MOST_ANSWER_BYTES);
                MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_LONG, MOST_ANSWER_BYTES);
                check(
                        "SCardTransmit",
                        call(library.transmit, card, header, sent, (long) command.length, NULL, answer, length));
                long bytes = Math.min(length.get(ValueLayout.JAVA_LONG, 0), MOST_ANSWER_BYTES);
                return answer.asSlice(0, bytes).toArray(ValueLayout.JAVA_BYTE);
            } finally {
                call(library.disconnect, card, LEAVE_CARD);
            }
        }
    }

    /// Ends a wait of another thread.
    void cancel() {
        call(library.cancel, context);
    }

    @Override
    public void close() {
        call(library.releaseContext, context);
    }

    private static void check(String what, long code) throws PcscException {
        if (code != SUCCESS) {
            throw new PcscException(what, code);
        }
    }

    private static long call(MethodHandle function, Object... arguments) {
        try {
            return (Long) function.invokeWithArguments(arguments) & 0xFFFFFFFFL;
        } catch (RuntimeException | Error own) {
            throw own;
        } catch (Throwable impossible) {
            throw new AssertionError("a C function throws nothing", impossible);
        }
    }
}
