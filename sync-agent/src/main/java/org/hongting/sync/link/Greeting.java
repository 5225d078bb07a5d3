package org.hongting.sync.link;

import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.hongting.protocol.Limits;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.wire.Hello;

/// A hello that was written, and what it asked. Each has its own nonce, so an answer can be told from an old one.
public final class Greeting {
    private static final int NONCE_BYTES = 16;

    private final String nonce;
    private final Set<EpochId> epochs = new HashSet<>();
    private final byte[] frame;

    private Greeting(String nonce, Hello hello, byte[] frame) {
        this.nonce = nonce;
        hello.epochs().forEach(held -> epochs.add(held.epoch()));
        this.frame = frame;
    }

    /// Says what is held. Where that does not fit one message, documents are left out: the centre sends those again,
    /// which costs something and loses nothing.
    ///
    /// @param heard the centre's time in the last word of it that is believed
    public static Greeting of(
            LinkIdentity identity, LinkMemory memory, TerminalClock clock, RandomGenerator random, Instant heard) {
        byte[] drawn = new byte[NONCE_BYTES];
        random.nextBytes(drawn);
        String nonce = HexFormat.of().formatHex(drawn);
        ClockReading now = clock.read();
        List<HeldDocument> documents = memory.replica().held();
        while (true) {
            Hello hello = new Hello(
                    identity.terminal(),
                    nonce,
                    memory.outbox().greeting(),
                    documents,
                    identity.software(),
                    now.wall(),
                    now.quality(),
                    now.boot(),
                    now.monotonicNanos(),
                    heard);
            byte[] frame = hello.seal(identity.signer());
            if (frame.length <= Limits.MESSAGE_BYTES || documents.isEmpty()) {
                return new Greeting(nonce, hello, frame);
            }
            documents = documents.subList(0, documents.size() / 2);
        }
    }

    boolean named(EpochId epoch) {
        return epochs.contains(epoch);
    }

    public String nonce() {
        return nonce;
    }

    public byte[] frame() {
        return frame;
    }
}
