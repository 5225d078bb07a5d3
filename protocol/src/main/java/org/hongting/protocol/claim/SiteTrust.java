package org.hongting.protocol.claim;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Base64;
import java.util.List;

/// What a terminal pins for good when it is claimed. Every certificate is DER as base64.
///
/// @param number the site number of member codes: the first 16 bits of the SHA-256 of the site root's
/// SubjectPublicKeyInfo
/// @param authority the authority whose certificates count in TLS, in both directions
/// @param root the site root, self-signed; it certifies the keys that sign acknowledgements, documents and
/// commands
/// @param serverKeys certificates by `root`, 1 to 16
public record SiteTrust(
        @JsonProperty(required = true) int number,
        @JsonProperty(required = true) String authority,
        @JsonProperty(required = true) String root,
        @JsonProperty(required = true) List<String> serverKeys) {
    private static final int SERVER_KEYS = 16;

    public SiteTrust {
        if (number < 0 || number > 0xffff) {
            throw new IllegalArgumentException("not a site number");
        }
        ClaimText.certificate(authority);
        ClaimText.certificate(root);
        serverKeys = List.copyOf(serverKeys);
        ClaimText.requireCertificates(serverKeys, SERVER_KEYS);
    }

    public static SiteTrust of(int number, byte[] authority, byte[] root, List<byte[]> serverKeys) {
        Base64.Encoder base64 = Base64.getEncoder();
        return new SiteTrust(
                number,
                base64.encodeToString(authority),
                base64.encodeToString(root),
                serverKeys.stream().map(base64::encodeToString).toList());
    }

    public byte[] authorityBytes() {
        return ClaimText.certificate(authority);
    }

    public byte[] rootBytes() {
        return ClaimText.certificate(root);
    }

    public List<byte[]> serverKeyBytes() {
        return ClaimText.certificates(serverKeys);
    }
}
