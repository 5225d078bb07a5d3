package org.hongting.protocol.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import org.hongting.protocol.Limits;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.jspecify.annotations.Nullable;

/// What a terminal says first on every connection, and again whenever it wants to compare notes. It sends no batch
/// before the acknowledgement that echoes the nonce.
///
/// @param nonce drawn anew for every hello, 32 hexadecimal digits
/// @param epochs every epoch with unacknowledged records, oldest first, at most [Limits#HELLO_EPOCHS]
/// @param documents every document held
/// @param at wall time when this was written, `clock` its quality, and `boot` with `mono` the same moment on the
/// monotonic clock: the centre dates the facts of this boot by it
/// @param heard the centre's time in the last of its signed words that came on this connection, 1970 where none did:
/// this hello was written after it, whoever kept it back or repeats it. Absent from a terminal that knows nothing of it
public record Hello(
        @JsonProperty(required = true) TerminalId terminal,
        @JsonProperty(required = true) String nonce,
        @JsonProperty(required = true) List<HeldEpoch> epochs,
        @JsonProperty(required = true) List<HeldDocument> documents,
        @JsonProperty(required = true) String software,
        @JsonProperty(required = true) OffsetDateTime at,
        @JsonProperty(required = true) ClockQuality clock,
        @JsonProperty(required = true) BootId boot,
        @JsonProperty(required = true) long mono,
        @Nullable Instant heard) {
    private static final Pattern NONCE = Pattern.compile("[0-9a-f]{32}");

    public Hello {
        epochs = List.copyOf(epochs);
        documents = List.copyOf(documents);
        if (!NONCE.matcher(nonce).matches()
                || software.length() > 64
                || epochs.size() > Limits.HELLO_EPOCHS
                || documents.size() > Limits.HELLO_DOCUMENTS) {
            throw new IllegalArgumentException("not a hello");
        }
        at = new ClockReading(at, clock, boot, mono).wall();
    }

    /// As a terminal of before says it.
    public Hello(
            TerminalId terminal,
            String nonce,
            List<HeldEpoch> epochs,
            List<HeldDocument> documents,
            String software,
            OffsetDateTime at,
            ClockQuality clock,
            BootId boot,
            long mono) {
        this(terminal, nonce, epochs, documents, software, at, clock, boot, mono, null);
    }

    /// An epoch that is not wholly acknowledged.
    ///
    /// @param oldest the lowest sequence number still on the disk
    /// @param newest the highest, and `head` the chain value there
    public record HeldEpoch(
            @JsonProperty(required = true) EpochId epoch,
            @JsonProperty(required = true) long oldest,
            @JsonProperty(required = true) long newest,
            @JsonProperty(required = true) Digest head) {
        public HeldEpoch {
            if (oldest < 1 || newest < oldest - 1) {
                throw new IllegalArgumentException("an epoch counts from 1, its oldest record before its newest");
            }
        }
    }

    public ClockReading reading() {
        return new ClockReading(at, clock, boot, mono);
    }

    public byte[] seal(Signer signer) {
        return SignedFrame.seal(Domain.HELLO, this, List.of(), signer);
    }

    /// @throws RefusedMessage if size, form or signature is wrong
    public static SignedFrame.Opened<Hello> open(byte[] frame, KeyDirectory keys) {
        return SignedFrame.open(Domain.HELLO, frame, Hello.class, keys);
    }
}
