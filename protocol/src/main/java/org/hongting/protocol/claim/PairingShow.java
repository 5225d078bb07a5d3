package org.hongting.protocol.claim;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Base64;
import org.hongting.protocol.json.Json;

/// A machine shows what it committed to, and asks whether it was approved: `POST` to [#FOLDER] and the pairing's id,
/// over and over, answered by [ClaimResponse], [PairingWaiting] or [PairingRefused].
///
/// @param opening what the commitment was made with, 32 hexadecimal digits
/// @param csr PKCS#10 in DER as base64, by the key of the commitment
public record PairingShow(
        @JsonProperty(required = true) String opening,
        @JsonProperty(required = true) String csr) {
    /// Before the pairing's id.
    public static final String FOLDER = "/terminal/pairings/";

    /// Bytes of a whole request; a longer body is refused unread.
    public static final int MAX_BYTES = 8 * 1024;

    public PairingShow {
        ClaimText.requireForm("opening", opening, ClaimText.NONCE);
        ClaimText.decode("csr", csr, ClaimRequest.CSR_BYTES);
    }

    public static PairingShow of(String opening, byte[] csrDer) {
        return new PairingShow(opening, Base64.getEncoder().encodeToString(csrDer));
    }

    /// @throws org.hongting.protocol.json.MalformedJson if size or form is wrong
    public static PairingShow read(byte[] utf8) {
        return ClaimText.read(utf8, MAX_BYTES, PairingShow.class);
    }

    public byte[] write() {
        return Json.write(this);
    }

    public byte[] csrBytes() {
        return ClaimText.decode("csr", csr, ClaimRequest.CSR_BYTES);
    }
}
