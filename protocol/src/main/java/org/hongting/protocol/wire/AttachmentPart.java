package org.hongting.protocol.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.Signer;

/// A piece of an attachment on its way up: a signed header line, then the piece's bytes as they are. It is posted to
/// [#FOLDER] and the terminal's name on the centre's listener for terminals; the answer is an [AttachmentReceipt].
///
/// A part without bytes asks how far the centre is. A part that does not begin where the centre's bytes end changes
/// nothing: the answer says where to go on.
public final class AttachmentPart {
    /// Where parts are posted, before the name of the terminal that posts them.
    public static final String FOLDER = "/terminal/attachments/";

    private static final int HEADER_BYTES = 2048;

    /// Bytes of a whole part.
    public static final int MAX_BYTES = HEADER_BYTES + Limits.ATTACHMENT_PART_BYTES;

    private final Header header;
    private final byte[] bytes;

    private AttachmentPart(Header header, byte[] bytes) {
        this.header = header;
        this.bytes = bytes;
    }

    /// @param attachment the hash of the whole
    /// @param offset of the first byte of this piece
    /// @param part the hash of this piece
    public record Header(
            @JsonProperty(required = true) TerminalId terminal,
            @JsonProperty(required = true) Digest attachment,
            @JsonProperty(required = true) long offset,
            @JsonProperty(required = true) Digest part) {
        public Header {
            if (offset < 0 || offset > Limits.ATTACHMENT_BYTES) {
                throw new IllegalArgumentException("no attachment is that long");
            }
        }
    }

    /// @throws IllegalArgumentException if the piece is over [Limits#ATTACHMENT_PART_BYTES]
    public static byte[] seal(TerminalId terminal, Digest attachment, long offset, byte[] bytes, Signer signer) {
        if (bytes.length > Limits.ATTACHMENT_PART_BYTES) {
            throw new IllegalArgumentException("a part of " + bytes.length + " bytes is over the cap");
        }
        Header header = new Header(terminal, attachment, offset, Digest.of(bytes));
        byte[] line = SignedFrame.seal(Domain.ATTACHMENT, header, List.of(), signer);
        byte[] whole = Arrays.copyOf(line, line.length + 1 + bytes.length);
        whole[line.length] = '\n';
        System.arraycopy(bytes, 0, whole, line.length + 1, bytes.length);
        return whole;
    }

    /// Checks size, form, signature and hash, in that order.
    ///
    /// @param sender the terminal of the address
    /// @param keys of that terminal
    /// @throws RefusedMessage if any of them is wrong
    public static AttachmentPart open(byte[] whole, TerminalId sender, KeyDirectory keys) {
        int end = endOfHeader(whole);
        byte[] bytes = Arrays.copyOfRange(whole, end + 1, whole.length);
        Header header = SignedFrame.open(Domain.ATTACHMENT, Arrays.copyOf(whole, end), Header.class, keys)
                .header();
        if (!header.terminal().equals(sender)) {
            throw new RefusedMessage(RefusedMessage.Reason.WRONG_TERMINAL);
        }
        if (!Digest.of(bytes).equals(header.part())) {
            throw new RefusedMessage(RefusedMessage.Reason.WRONG_CONTENT);
        }
        return new AttachmentPart(header, bytes);
    }

    public Header header() {
        return header;
    }

    /// The piece; may be none. Shared, not copied.
    public byte[] bytes() {
        return bytes;
    }

    private static int endOfHeader(byte[] whole) {
        if (whole.length > MAX_BYTES) {
            throw new RefusedMessage(RefusedMessage.Reason.TOO_LARGE);
        }
        for (int i = 0; i < Math.min(whole.length, HEADER_BYTES); i++) {
            if (whole[i] == '\n') {
                return i;
            }
        }
        throw new RefusedMessage(RefusedMessage.Reason.MALFORMED);
    }
}
