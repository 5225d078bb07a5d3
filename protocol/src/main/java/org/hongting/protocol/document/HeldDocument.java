package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.record.Digest;

/// One state of a document. Versions of one store compare; across stores only the hash does.
public record HeldDocument(
        @JsonProperty(required = true) DocumentName document,
        @JsonProperty(required = true) StoreId store,
        @JsonProperty(required = true) long version,
        @JsonProperty(required = true) Digest hash) {}
