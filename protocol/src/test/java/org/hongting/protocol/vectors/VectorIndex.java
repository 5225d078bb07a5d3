package org.hongting.protocol.vectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/// The index of the recorded bytes, as it stands in `index.json`.
///
/// @param keys every key pair by role: `terminal`, `server`, `badge`, `phone`; invented for these files and trusted
/// nowhere
/// @param messages file name by kind: `hello`, `up`, `ack`, `doc-snapshot`, `doc-delta`, `state`, `command`,
/// `health`
/// @param chain chain values before the first record and after each, as hexadecimal digits
record VectorIndex(
        @JsonProperty(required = true) Map<String, Keys> keys,
        @JsonProperty(required = true) Map<String, String> messages,
        @JsonProperty(required = true) List<RecordVector> records,
        @JsonProperty(required = true) List<String> chain,
        @JsonProperty(required = true) List<CodeVector> codes,
        @JsonProperty(required = true) List<CardVector> cards) {
    VectorIndex {
        keys = Map.copyOf(keys);
        messages = Map.copyOf(messages);
        records = List.copyOf(records);
        chain = List.copyOf(chain);
        codes = List.copyOf(codes);
        cards = List.copyOf(cards);
    }

    /// @param publicKey SubjectPublicKeyInfo, base64
    /// @param privateKey PKCS #8, base64
    record Keys(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String publicKey,
            @JsonProperty(required = true) String privateKey) {}

    /// @param file two lines: envelope and body, with a line break between them
    record RecordVector(
            @JsonProperty(required = true) String type,
            @JsonProperty(required = true) String file) {}

    /// @param bytes 80 bytes as hexadecimal digits
    /// @param digits as they stand in the QR symbol
    record CodeVector(
            @JsonProperty(required = true) String kind,
            @JsonProperty(required = true) String key,
            @JsonProperty(required = true) String bytes,
            @JsonProperty(required = true) String digits) {}

    /// @param uid raw bytes in the order in which the card sends them, as hexadecimal digits
    record CardVector(
            @JsonProperty(required = true) String uid,
            @JsonProperty(required = true) int keyNumber,
            @JsonProperty(required = true) String secret,
            @JsonProperty(required = true) String hash) {}
}
