package org.hongting.protocol.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import org.hongting.protocol.Limits;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.Signer;
import org.jspecify.annotations.Nullable;

/// One part of a document on its way down: a signed header line, then whole entry lines. All parts of one transfer
/// carry the same result and base; a terminal applies them in one transaction and only if the outcome hashes to the
/// result.
public record DocumentPart(Header header, List<DocumentEntry> entries) {
    /// @param result what the terminal will hold
    /// @param base what a delta starts from; absent for a snapshot, which replaces everything
    /// @param part 0, 1, … below `parts`
    /// @param content SHA-256 of the bytes after the header line
    public record Header(
            @JsonProperty(required = true) TerminalId terminal,
            @JsonProperty(required = true) HeldDocument result,
            @Nullable HeldDocument base,
            @JsonProperty(required = true) int part,
            @JsonProperty(required = true) int parts,
            @JsonProperty(required = true) Digest content) {
        public Header {
            if (parts < 1 || parts > Limits.DOCUMENT_PARTS || part < 0 || part >= parts) {
                throw new IllegalArgumentException("not a part of a document");
            }
        }
    }

    public DocumentPart {
        entries = List.copyOf(entries);
    }

    /// Cuts a transfer into frames.
    ///
    /// @param entries of the whole document for a snapshot; changed and removed ones for a delta
    public static List<byte[]> seal(
            TerminalId terminal,
            HeldDocument result,
            @Nullable HeldDocument base,
            List<DocumentEntry> entries,
            Signer signer) {
        List<List<Line>> contents = cut(entries);
        List<byte[]> frames = new ArrayList<>(contents.size());
        for (int part = 0; part < contents.size(); part++) {
            List<Line> content = contents.get(part);
            Header header = new Header(terminal, result, base, part, contents.size(), Digest.of(Line.join(content)));
            frames.add(SignedFrame.seal(Domain.DOCUMENT, header, content, signer));
        }
        return frames;
    }

    private static List<List<Line>> cut(List<DocumentEntry> entries) {
        List<List<Line>> contents = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        int bytes = 0;
        for (DocumentEntry entry : entries) {
            if (!lines.isEmpty() && bytes + entry.line().length() > Limits.DOCUMENT_PART_BYTES) {
                contents.add(List.copyOf(lines));
                lines.clear();
                bytes = 0;
            }
            lines.add(entry.line());
            bytes += entry.line().length() + 1;
        }
        contents.add(List.copyOf(lines));
        return contents;
    }

    /// Checks size, form, signature and content.
    ///
    /// @throws RefusedMessage if any of them is wrong
    public static DocumentPart open(byte[] frame, KeyDirectory keys) {
        SignedFrame.Opened<Header> opened = SignedFrame.open(Domain.DOCUMENT, frame, Header.class, keys);
        if (!Digest.of(Line.join(opened.rest())).equals(opened.header().content())) {
            throw new RefusedMessage(RefusedMessage.Reason.WRONG_CONTENT);
        }
        try {
            return new DocumentPart(
                    opened.header(),
                    opened.rest().stream().map(DocumentEntry::ofLine).toList());
        } catch (MalformedJson e) {
            throw new RefusedMessage(RefusedMessage.Reason.WRONG_CONTENT, e);
        }
    }
}
