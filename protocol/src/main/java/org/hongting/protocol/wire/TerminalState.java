package org.hongting.protocol.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;

/// The retained word on whether a terminal is there; `online: false` is also the will. It is a hint for people,
/// unsigned: nothing is decided by it.
///
/// @param session counts connections of this process, so that a will that comes late is not taken for news
/// @param pending records not yet acknowledged
public record TerminalState(
        @JsonProperty(required = true) TerminalId terminal,
        @JsonProperty(required = true) boolean online,
        @JsonProperty(required = true) long session,
        @JsonProperty(required = true) long pending) {
    public byte[] bytes() {
        return Json.write(this);
    }

    /// @throws RefusedMessage if size or form is wrong
    public static TerminalState open(byte[] payload) {
        if (payload.length > Limits.STATE_BYTES) {
            throw new RefusedMessage(RefusedMessage.Reason.TOO_LARGE);
        }
        try {
            return Json.read(payload, TerminalState.class);
        } catch (MalformedJson e) {
            throw new RefusedMessage(RefusedMessage.Reason.MALFORMED, e);
        }
    }
}
