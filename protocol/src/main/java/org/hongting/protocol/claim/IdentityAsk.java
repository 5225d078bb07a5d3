package org.hongting.protocol.claim;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.random.RandomGenerator;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.signing.KeyId;

/// A terminal asks how it stands: `POST` to [#PATH], answered by a signed [IdentityWord]. Anybody may ask; the answer
/// says nothing to whoever does not know both the terminal's name and its key.
///
/// @param machine the terminal's key
/// @param nonce drawn for this question, 32 hexadecimal digits
public record IdentityAsk(
        @JsonProperty(required = true) TerminalId terminal,
        @JsonProperty(required = true) KeyId machine,
        @JsonProperty(required = true) String nonce) {
    /// Where the centre's terminal listener is asked.
    public static final String PATH = "/terminal/identity";

    /// Bytes of a whole question; a longer body is refused unread.
    public static final int MAX_BYTES = 1024;

    public IdentityAsk {
        ClaimText.requireForm("nonce", nonce, ClaimText.NONCE);
    }

    /// With a nonce of its own.
    public static IdentityAsk of(TerminalId terminal, KeyId machine, RandomGenerator random) {
        return new IdentityAsk(terminal, machine, ClaimText.nonce(random));
    }

    /// @throws org.hongting.protocol.json.MalformedJson if size or form is wrong
    public static IdentityAsk read(byte[] utf8) {
        return ClaimText.read(utf8, MAX_BYTES, IdentityAsk.class);
    }

    public byte[] write() {
        return Json.write(this);
    }
}
