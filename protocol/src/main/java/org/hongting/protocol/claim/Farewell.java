package org.hongting.protocol.claim;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Base64;
import java.util.List;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Domain;
import org.hongting.protocol.wire.RefusedMessage;
import org.hongting.protocol.wire.SignedFrame;

/// A terminal that was asked to leave says that everything is brought and that it will forget: `POST` to [#FOLDER] and
/// its name, signed by its key, answered by an [IdentityWord]. Only where that says [Standing#RELEASED] may it forget;
/// until it has heard so it says farewell again, and hears the same.
///
/// @param word the signed [IdentityWord] that the centre gave a moment ago, as base64: an old farewell is worth nothing
public record Farewell(
        @JsonProperty(required = true) TerminalId terminal,
        @JsonProperty(required = true) String word) {
    /// Where the centre's terminal listener takes farewells, before the terminal's name.
    public static final String FOLDER = "/terminal/farewells/";

    /// Bytes of a whole farewell; a longer body is refused unread.
    public static final int MAX_BYTES = 8 * 1024;

    public Farewell {
        ClaimText.decode("word", word, IdentityWord.MAX_BYTES);
    }

    /// @param word as it came
    public static Farewell of(TerminalId terminal, byte[] word) {
        return new Farewell(terminal, Base64.getEncoder().encodeToString(word));
    }

    public byte[] seal(Signer signer) {
        return SignedFrame.seal(Domain.FAREWELL, this, List.of(), signer);
    }

    /// Checks size, form and signature, in that order.
    ///
    /// @param keys of the terminal of the address
    /// @throws RefusedMessage if any of them is wrong
    public static Farewell open(byte[] frame, KeyDirectory keys) {
        if (frame.length > MAX_BYTES) {
            throw new RefusedMessage(RefusedMessage.Reason.TOO_LARGE);
        }
        return SignedFrame.open(Domain.FAREWELL, frame, Farewell.class, keys).header();
    }

    public byte[] wordBytes() {
        return ClaimText.decode("word", word, IdentityWord.MAX_BYTES);
    }
}
