package org.hongting.protocol.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.Digest;

/// How much of an attachment the centre holds on its disk. All of it means that the hash was compared, too: where the
/// bytes turned out to be others, none of them was kept.
///
/// @param received bytes from the first one
public record AttachmentReceipt(
        @JsonProperty(required = true) Digest attachment,
        @JsonProperty(required = true) long received) {
    /// Bytes of a whole receipt.
    public static final int MAX_BYTES = 1024;

    /// @throws MalformedJson if size or form is wrong
    public static AttachmentReceipt read(byte[] utf8) {
        if (utf8.length > MAX_BYTES) {
            throw new MalformedJson("too long");
        }
        return Json.read(utf8, AttachmentReceipt.class);
    }

    public byte[] write() {
        return Json.write(this);
    }
}
