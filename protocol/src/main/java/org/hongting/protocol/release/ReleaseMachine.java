package org.hongting.protocol.release;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a machine is, as far as a release asks: what its package brought, or what a release made of it since.
///
/// @param architecture in Debian's words
public record ReleaseMachine(
        @JsonProperty(required = true) String product,
        @JsonProperty(required = true) ReleaseVersion version,
        @JsonProperty(required = true) String architecture,
        @JsonProperty(required = true) StoreSchema store) {
    /// The same machine under a release.
    public ReleaseMachine under(ReleaseManifest release) {
        return new ReleaseMachine(product, release.version(), architecture, release.store());
    }
}
