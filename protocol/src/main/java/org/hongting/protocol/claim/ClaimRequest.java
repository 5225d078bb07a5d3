package org.hongting.protocol.claim;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Base64;
import org.hongting.protocol.json.Json;

/// A terminal asks for its identity: `POST` to [#PATH], answered by [ClaimResponse] or [ClaimRefused].
///
/// @param token as printed by the centre; a secret until it is used
/// @param csr PKCS#10 in DER as base64, at most [#CSR_BYTES] bytes, signed by the terminal's own key; the centre
/// takes nothing from it but the public key
public record ClaimRequest(
        @JsonProperty(required = true) String token,
        @JsonProperty(required = true) String csr,
        @JsonProperty(required = true) Inventory inventory) {
    /// Where the centre's terminal listener takes claims.
    public static final String PATH = "/terminal/claim";

    /// Bytes of a whole request; a longer body is refused unread.
    public static final int MAX_BYTES = 16 * 1024;

    /// Bytes of a certificate request in DER.
    public static final int CSR_BYTES = 4 * 1024;

    public ClaimRequest {
        ClaimText.requireForm("claim token", token, ClaimText.TOKEN);
        ClaimText.decode("csr", csr, CSR_BYTES);
    }

    public static ClaimRequest of(String token, byte[] csrDer, Inventory inventory) {
        return new ClaimRequest(token, Base64.getEncoder().encodeToString(csrDer), inventory);
    }

    /// @throws org.hongting.protocol.json.MalformedJson if size or form is wrong
    public static ClaimRequest read(byte[] utf8) {
        return ClaimText.read(utf8, MAX_BYTES, ClaimRequest.class);
    }

    public byte[] write() {
        return Json.write(this);
    }

    public byte[] csrBytes() {
        return ClaimText.decode("csr", csr, CSR_BYTES);
    }

    /// Never the token.
    @Override
    public String toString() {
        return "ClaimRequest[" + inventory + "]";
    }
}
