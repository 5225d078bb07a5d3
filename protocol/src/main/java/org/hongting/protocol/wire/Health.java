package org.hongting.protocol.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.hongting.protocol.Limits;
import org.hongting.protocol.health.Vitals;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.Signer;

/// What a terminal measures of itself, whole or as what changed. It is published with QoS 0: one that is lost is made
/// good by the next whole one, and nothing is ever concluded from what was not heard.
///
/// @param run the epoch of the journal, so one for each start of the program
/// @param number counts the messages of a run from 1, so that an old one is not taken for news
/// @param whole true where every section is there that the terminal knows; the first of a run is
public record Health(
        @JsonProperty(required = true) TerminalId terminal,
        @JsonProperty(required = true) EpochId run,
        @JsonProperty(required = true) long number,
        @JsonProperty(required = true) boolean whole,
        @JsonProperty(required = true) Vitals vitals) {
    public Health {
        if (number < 1) {
            throw new IllegalArgumentException("messages count from 1");
        }
    }

    /// @throws IllegalArgumentException if it would be over [Limits#HEALTH_BYTES]
    public byte[] seal(Signer signer) {
        byte[] frame = SignedFrame.seal(Domain.HEALTH, this, List.of(), signer);
        if (frame.length > Limits.HEALTH_BYTES) {
            throw new IllegalArgumentException("a health message of " + frame.length + " bytes is over the cap");
        }
        return frame;
    }

    /// @throws RefusedMessage if size, form or signature is wrong
    public static Health open(byte[] frame, KeyDirectory keys) {
        if (frame.length > Limits.HEALTH_BYTES) {
            throw new RefusedMessage(RefusedMessage.Reason.TOO_LARGE);
        }
        return SignedFrame.open(Domain.HEALTH, frame, Health.class, keys).header();
    }
}
