package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.hongting.protocol.Limits;

/// A picture or a text that is too large for a line: a fact names it by its hash, and its bytes follow apart from the
/// record, whenever the network allows.
///
/// @param size in bytes
public record Attachment(
        @JsonProperty(required = true) Digest hash,
        @JsonProperty(required = true) long size,
        @JsonProperty(required = true) MediaType mediaType) {

    /// What the bytes are. The names are part of version 1.
    public enum MediaType {
        JPEG("image/jpeg"),
        JSON("application/json"),
        PNG("image/png"),
        ZIP("application/zip");

        private final String text;

        MediaType(String text) {
            this.text = text;
        }

        /// As HTTP says it.
        public String text() {
            return text;
        }
    }

    public Attachment {
        if (size < 1 || size > Limits.ATTACHMENT_BYTES) {
            throw new IllegalArgumentException("an attachment has 1 to " + Limits.ATTACHMENT_BYTES + " bytes");
        }
    }

    public static Attachment of(byte[] bytes, MediaType mediaType) {
        return new Attachment(Digest.of(bytes), bytes.length, mediaType);
    }
}
