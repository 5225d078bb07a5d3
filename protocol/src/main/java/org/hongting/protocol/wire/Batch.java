package org.hongting.protocol.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
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

/// Records on their way up: a signed header line, then for each record its envelope line and its body line.
///
/// Nothing here looks inside an envelope: the chain runs over bytes. That a record is good is the ingest's question,
/// and a bad one never makes a batch bad.
public record Batch(Header header, List<RecordLines> records) {
    /// @param first sequence number of the first record
    /// @param prev the chain value before it
    /// @param head the chain value after the last
    public record Header(
            @JsonProperty(required = true) TerminalId terminal,
            @JsonProperty(required = true) EpochId epoch,
            @JsonProperty(required = true) long first,
            @JsonProperty(required = true) int count,
            @JsonProperty(required = true) Digest prev,
            @JsonProperty(required = true) Digest head) {
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
        return SignedFrame.seal(
                Domain.UP, new Header(terminal, epoch, first, records.size(), prev, head), lines, signer);
    }

    /// Checks size, form, signature, count and chain.
    ///
    /// @throws RefusedMessage if any of them is wrong
    public static Batch open(byte[] frame, KeyDirectory keys) {
        SignedFrame.Opened<Header> opened = SignedFrame.open(Domain.UP, frame, Header.class, keys);
        Header header = opened.header();
        List<Line> lines = opened.rest();
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
