package org.hongting.protocol.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.Signer;
import org.jspecify.annotations.Nullable;

/// Records on their way up: a signed header line, then for each record its envelope line and its body line.
///
/// Nothing here looks inside an envelope: the chain runs over bytes. That a record is good is the ingest's question,
/// and a bad one never makes a batch bad.
///
/// A body is bound by its envelope, and by the header where it is not the one that its envelope names: the terminal
/// itself says then that it has no other, and nobody on the way can put a tombstone or rubbish in the place of a body.
public record Batch(Header header, List<RecordLines> records) {
    /// @param first sequence number of the first record
    /// @param prev the chain value before it
    /// @param head the chain value after the last
    /// @param bodies SHA-256 over all body lines, each followed by a line break; there only where a body is not the
    /// one that its envelope names
    public record Header(
            @JsonProperty(required = true) TerminalId terminal,
            @JsonProperty(required = true) EpochId epoch,
            @JsonProperty(required = true) long first,
            @JsonProperty(required = true) int count,
            @JsonProperty(required = true) Digest prev,
            @JsonProperty(required = true) Digest head,
            @Nullable Digest bodies) {
        public Header {
            if (first < 1 || count < 1 || count > Limits.BATCH_RECORDS || first > Long.MAX_VALUE - count) {
                throw new IllegalArgumentException("a batch holds 1 to " + Limits.BATCH_RECORDS + " records");
            }
        }

        public long last() {
            return first + count - 1;
        }
    }

    public Batch {
        records = List.copyOf(records);
    }

    /// @return the frame to publish
    public static byte[] seal(
            TerminalId terminal, EpochId epoch, long first, Digest prev, List<RecordLines> records, Signer signer) {
        Digest head = prev;
        List<Line> lines = new ArrayList<>(2 * records.size());
        for (RecordLines entry : records) {
            head = Chain.next(head, entry.envelope());
            lines.add(entry.envelope());
            lines.add(entry.body());
        }
        Digest bodies = records.stream().allMatch(RecordLines::isWhole) ? null : bodiesOf(records);
        return SignedFrame.seal(
                Domain.UP, new Header(terminal, epoch, first, records.size(), prev, head, bodies), lines, signer);
    }

    private static Digest bodiesOf(List<RecordLines> records) {
        MessageDigest sha256 = Digest.sha256();
        for (RecordLines lines : records) {
            sha256.update(lines.body().bytes());
            sha256.update((byte) '\n');
        }
        return Digest.wrap(sha256.digest());
    }

    /// Whether the terminal says of the bodies here that they are what it has, whatever its envelopes name.
    public boolean vouchesForBodies() {
        return header.bodies() != null && header.bodies().equals(bodiesOf(records));
    }

    /// Checks size, form, signature, count and chain.
    ///
    /// @throws RefusedMessage if any of them is wrong
    public static Batch open(byte[] frame, KeyDirectory keys) {
        SignedFrame.Opened<Header> opened = SignedFrame.open(Domain.UP, frame, Header.class, keys);
        return checked(opened.header(), opened.rest());
    }

    private static Batch checked(Header header, List<Line> lines) {
        if (lines.size() != 2 * header.count()) {
            throw new RefusedMessage(RefusedMessage.Reason.WRONG_CONTENT);
        }
        List<RecordLines> records = new ArrayList<>(header.count());
        Digest chain = header.prev();
        for (int i = 0; i < lines.size(); i += 2) {
            chain = Chain.next(chain, lines.get(i));
            records.add(new RecordLines(lines.get(i), lines.get(i + 1)));
        }
        if (!chain.equals(header.head())) {
            throw new RefusedMessage(RefusedMessage.Reason.WRONG_CONTENT);
        }
        return new Batch(header, records);
    }

    /// A batch of which all is good but the signature, at which nobody has looked. [ConsecutiveBatches] proves it.
    public static final class Unproven {
        private final SignedFrame.Unproven frame;
        private final Batch claimed;

        private Unproven(SignedFrame.Unproven frame, Batch claimed) {
            this.frame = frame;
            this.claimed = claimed;
        }

        /// Checks size, form, count and chain.
        ///
        /// @param keys asked only where something is wrong: what was changed on the way is refused for another
        /// reason than what its terminal wrote so
        /// @throws RefusedMessage if any of them is wrong
        public static Unproven read(byte[] frame, KeyDirectory keys) {
            SignedFrame.Unproven read = SignedFrame.read(Domain.UP, frame);
            try {
                return new Unproven(read, checked(read.header(Header.class), read.rest()));
            } catch (RefusedMessage e) {
                read.prove(keys);
                throw e;
            }
        }

        /// Who is said to have written it.
        public TerminalId terminal() {
            return claimed.header().terminal();
        }

        boolean goesOnBehind(Unproven before) {
            Header own = claimed.header();
            Header other = before.claimed.header();
            return own.terminal().equals(other.terminal())
                    && own.epoch().equals(other.epoch())
                    && own.first() == other.last() + 1
                    && own.prev().equals(other.head());
        }

        void prove(KeyDirectory keys) {
            frame.prove(keys);
        }

        /// Whether something is said in its header that no later header repeats.
        boolean standsForItself() {
            return claimed.header().bodies() != null;
        }

        Batch batch() {
            return claimed;
        }
    }

    /// The chain value after the record with that sequence number, which must lie in this batch or just before it.
    ///
    /// @throws IllegalArgumentException if it does not
    public Digest chainAt(long seq) {
        if (seq < header.first() - 1 || seq > header.last()) {
            throw new IllegalArgumentException("no such record in this batch");
        }
        Digest chain = header.prev();
        for (int i = 0; i < seq - header.first() + 1; i++) {
            chain = Chain.next(chain, records.get(i).envelope());
        }
        return chain;
    }
}
