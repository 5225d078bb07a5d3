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

/// A terminal asks for a fresh certificate: `POST` to [#FOLDER] and its name, signed by the key it was enrolled with,
/// answered by [ClaimResponse] or [RenewalRefused]. Its certificate has no say in this: a terminal that was dark all
/// summer renews like any other.
///
/// @param word the signed [IdentityWord] that the centre gave a moment ago, as base64: good for one renewal
/// @param csr PKCS#10 in DER as base64, by the terminal's own key
public record Renewal(
        @JsonProperty(required = true) TerminalId terminal,
        @JsonProperty(required = true) String word,
        @JsonProperty(required = true) String csr) {
    /// Where the centre's terminal listener takes renewals, before the terminal's name.
    public static final String FOLDER = "/terminal/renewals/";

    /// Bytes of a whole request; a longer body is refused unread.
    public static final int MAX_BYTES = 16 * 1024;

    public Renewal {
        ClaimText.decode("word", word, IdentityWord.MAX_BYTES);
        ClaimText.decode("csr", csr, ClaimRequest.CSR_BYTES);
    }

    /// @param word base64 of the word as it came
    public static Renewal of(TerminalId terminal, String word, byte[] csrDer) {
        return new Renewal(terminal, word, Base64.getEncoder().encodeToString(csrDer));
    }

    public byte[] seal(Signer signer) {
        return SignedFrame.seal(Domain.RENEWAL, this, List.of(), signer);
    }

    /// Checks size, form and signature, in that order.
    ///
    /// @param keys of the terminal of the address
    /// @throws RefusedMessage if any of them is wrong
    public static Renewal open(byte[] frame, KeyDirectory keys) {
        if (frame.length > MAX_BYTES) {
            throw new RefusedMessage(RefusedMessage.Reason.TOO_LARGE);
        }
        return SignedFrame.open(Domain.RENEWAL, frame, Renewal.class, keys).header();
    }

    public byte[] wordBytes() {
        return ClaimText.decode("word", word, IdentityWord.MAX_BYTES);
    }

    public byte[] csrBytes() {
        return ClaimText.decode("csr", csr, ClaimRequest.CSR_BYTES);
    }
}
