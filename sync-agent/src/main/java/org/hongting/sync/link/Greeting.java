package org.hongting.sync.link;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.hongting.protocol.Limits;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.wire.Hello;

/// A hello that was written, and what it asked. Each has its own nonce, so an answer can be told from an old one.
final class Greeting {
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
    static Greeting of(LinkSetup setup) {
        byte[] drawn = new byte[NONCE_BYTES];
        setup.world().random().nextBytes(drawn);
        String nonce = HexFormat.of().formatHex(drawn);
        List<HeldDocument> documents = setup.memory().replica().held();
        while (true) {
            Hello hello = hello(setup, nonce, documents);
            byte[] frame = hello.seal(setup.identity().signer());
            if (frame.length <= Limits.MESSAGE_BYTES || documents.isEmpty()) {
                return new Greeting(nonce, hello, frame);
            }
            documents = documents.subList(0, documents.size() / 2);
        }
    }

    private static Hello hello(LinkSetup setup, String nonce, List<HeldDocument> documents) {
        ClockReading now = setup.world().clock().read();
        return new Hello(
                setup.identity().terminal(),
                nonce,
                setup.memory().outbox().greeting(),
                documents,
                setup.identity().software(),
                now.wall(),
                now.quality(),
                now.boot(),
                now.monotonicNanos());
    }

    boolean named(EpochId epoch) {
        return epochs.contains(epoch);
    }

    String nonce() {
        return nonce;
    }

    byte[] frame() {
        return frame;
    }
}
