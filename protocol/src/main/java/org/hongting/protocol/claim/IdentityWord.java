package org.hongting.protocol.claim;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.KeyId;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Domain;
import org.hongting.protocol.wire.RefusedMessage;
import org.hongting.protocol.wire.SignedFrame;

/// The centre's signed answer to an [IdentityAsk]. It says the time, which a terminal may believe because the answer
/// echoes what it drew a moment ago, and it is what a [Renewal] has to show: nobody else can have made it, so the
/// centre
/// need not remember what it asked.
///
/// @param nonce of the question
/// @param at the centre's time
/// @param challenge drawn by the centre, 32 hexadecimal digits: no two words are alike
public record IdentityWord(
        @JsonProperty(required = true) TerminalId terminal,
        @JsonProperty(required = true) KeyId machine,
        @JsonProperty(required = true) String nonce,
        @JsonProperty(required = true) Standing standing,
        @JsonProperty(required = true) Instant at,
        @JsonProperty(required = true) String challenge) {
    /// Bytes of a whole word; a longer one is refused unread.
    public static final int MAX_BYTES = 2048;

    public IdentityWord {
        ClaimText.requireForm("nonce", nonce, ClaimText.NONCE);
        ClaimText.requireForm("challenge", challenge, ClaimText.NONCE);
    }

    public byte[] seal(Signer signer) {
        return SignedFrame.seal(Domain.WORD, this, List.of(), signer);
    }

    /// Checks size, form and signature, in that order.
    ///
    /// @param keys of the centre
    /// @throws RefusedMessage if any of them is wrong
    public static IdentityWord open(byte[] frame, KeyDirectory keys) {
        if (frame.length > MAX_BYTES) {
            throw new RefusedMessage(RefusedMessage.Reason.TOO_LARGE);
        }
        return SignedFrame.open(Domain.WORD, frame, IdentityWord.class, keys).header();
    }

    /// As the other, for whoever asked.
    ///
    /// @throws RefusedMessage if it is not the answer to this question
    public static IdentityWord open(byte[] frame, KeyDirectory keys, IdentityAsk asked) {
        IdentityWord word = open(frame, keys);
        if (!word.nonce().equals(asked.nonce())
                || !word.terminal().equals(asked.terminal())
                || !word.machine().equals(asked.machine())) {
            throw new RefusedMessage(RefusedMessage.Reason.UNASKED);
        }
        return word;
    }
}
