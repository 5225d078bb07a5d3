package org.hongting.protocol.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.Signer;
import org.jspecify.annotations.Nullable;

/// What the centre holds, said only after its own commit. Cumulative: a lost one is made good by the next.
///
/// @param nonce of the hello this answers; absent where it answers batches
/// @param serverTime when it was written; a terminal may set its idea of time by it, because it is signed
/// @param retryAfter milliseconds to wait before sending more; 0 for none
public record Acknowledgement(
        @JsonProperty(required = true) TerminalId terminal,
        @JsonProperty(required = true) StoreId store,
        @Nullable String nonce,
        @JsonProperty(required = true) List<Watermark> epochs,
        @JsonProperty(required = true) Instant serverTime,
        @JsonProperty(required = true) long retryAfter) {
    public Acknowledgement {
        epochs = List.copyOf(epochs);
        if (retryAfter < 0) {
            throw new IllegalArgumentException("nobody waits less than nothing");
        }
    }

    /// How far one epoch is held.
    ///
    /// @param upTo every record up to this one is committed; 0 for none
    /// @param head the chain value there
    /// @param safe every record up to this one is also in a verified backup or standby: only these may be pruned
    /// @param quarantined how many records up to `upTo` are kept but were not understood
    public record Watermark(
            @JsonProperty(required = true) EpochId epoch,
            @JsonProperty(required = true) long upTo,
            @JsonProperty(required = true) Digest head,
            @JsonProperty(required = true) long safe,
            @JsonProperty(required = true) long quarantined) {
        public Watermark {
            if (upTo < 0 || safe < 0 || safe > upTo || quarantined < 0) {
                throw new IllegalArgumentException("only what is held can be safe");
            }
        }
    }

    public byte[] seal(Signer signer) {
        return SignedFrame.seal(Domain.ACKNOWLEDGEMENT, this, List.of(), signer);
    }

    /// @throws RefusedMessage if size, form or signature is wrong
    public static Acknowledgement open(byte[] frame, KeyDirectory keys) {
        return SignedFrame.open(Domain.ACKNOWLEDGEMENT, frame, Acknowledgement.class, keys)
                .header();
    }
}
