package org.hongting.protocol.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;

/// The hash chain over the envelopes of one epoch: `h(0) = SHA-256("ht/v1/chain\n" terminal "\n" epoch)` and `h(n) =
/// SHA-256(h(n-1) || envelope(n))`. Any change, loss or reordering of an envelope changes every value after it.
public final class Chain {
    private Chain() {}

    /// The value before the first record. It names the terminal and the epoch, so records cannot be moved between
    /// them.
    public static Digest start(TerminalId terminal, EpochId epoch) {
        return Digest.of(("ht/v1/chain\n" + terminal + "\n" + epoch).getBytes(UTF_8));
    }

    public static Digest next(Digest previous, Line envelope) {
        return Digest.of(previous.bytes(), envelope.bytes());
    }
}
