package org.hongting.protocol.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.Signer;

/// Something the centre asks a terminal to do, once. Version 1 fixes its form; a terminal answers an action it does
/// not know with a fact that says so.
///
/// @param id repeats of one id are done once
/// @param expires not done after this moment
public record Command(
        @JsonProperty(required = true) TerminalId terminal,
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) Instant expires,
        @JsonProperty(required = true) String action,
        @JsonProperty(required = true) Map<String, String> arguments) {
    public Command {
        if (id.isEmpty() || id.length() > 64 || action.isEmpty() || action.length() > 64) {
            throw new IllegalArgumentException("a command has an id and an action of at most 64 characters");
        }
        // Copied twice: the first refuses null, the second has one order for everybody who writes it.
        arguments = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(arguments)));
    }

    public byte[] seal(Signer signer) {
        return SignedFrame.seal(Domain.COMMAND, this, List.of(), signer);
    }

    /// @throws RefusedMessage if size, form or signature is wrong
    public static Command open(byte[] frame, KeyDirectory keys) {
        return SignedFrame.open(Domain.COMMAND, frame, Command.class, keys).header();
    }
}
