package org.hongting.provisioning;

import java.security.PublicKey;
import org.hongting.protocol.record.Digest;

/// The short name of a site in member codes. It tells a foreign school's code from one of ours; it proves
/// nothing.
public final class SiteNumber {
    private SiteNumber() {}

    /// The first 16 bits of the SHA-256 of the site root's SubjectPublicKeyInfo, 0 to 65535.
    public static int of(PublicKey siteRoot) {
        byte[] digest = Digest.of(siteRoot.getEncoded()).bytes();
        return ((digest[0] & 0xff) << 8) | (digest[1] & 0xff);
    }
}
