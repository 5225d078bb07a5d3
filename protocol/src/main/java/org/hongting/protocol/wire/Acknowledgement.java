package org.hongting.protocol.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
/// @param helloWithin milliseconds until the centre wants to hear the next hello at the latest. In the answer to a
/// hello
/// it is how long a quiet line may stay quiet; in any other it asks for one. Absent: as if it were a minute
public record Acknowledgement(
        @JsonProperty(required = true) TerminalId terminal,
        @JsonProperty(required = true) StoreId store,
        @Nullable String nonce,
        @JsonProperty(required = true) List<Watermark> epochs,
        @JsonProperty(required = true) Instant serverTime,
        @JsonProperty(required = true) long retryAfter,
        @Nullable Long helloWithin) {
    public Acknowledgement {
        epochs = List.copyOf(epochs);
        if (retryAfter < 0 || (helloWithin != null && helloWithin < 0)) {
            throw new IllegalArgumentException("nobody waits less than nothing");
        }
    }

    /// One that says nothing of the next hello.
    public Acknowledgement(
            TerminalId terminal,
            StoreId store,
            @Nullable String nonce,
            List<Watermark> epochs,
            Instant serverTime,
            long retryAfter) {
        this(terminal, store, nonce, epochs, serverTime, retryAfter, null);
    }

    /// Asks a terminal for a hello, and says nothing else.
    public static Acknowledgement asking(TerminalId terminal, StoreId store, Instant serverTime, Duration within) {
        return new Acknowledgement(terminal, store, null, List.of(), serverTime, 0, within.toMillis());
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

    /// How long until the next hello, where the centre says so.
    public Optional<Duration> helloIsWanted() {
        return Optional.ofNullable(helloWithin).map(Duration::ofMillis);
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
