package org.hongting.provisioning.authority;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.hongting.protocol.signing.Ed25519;
import org.hongting.protocol.signing.P256;
import org.hongting.provisioning.Purpose;

/// Makes the keys of a new site.
///
/// Its long-lived certificates begin before any build of this software and not at the moment of founding: a new
/// terminal without a clock knows no later time than its own build and must be able to believe them.
final class Founding {
    /// Before the first line of this software was written.
    static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private static final int YEARS = 30;
    private static final int CARD_KEY_BYTES = 32;

    private Founding() {}

    /// A site's first key to seal for.
    static KeyRing.NumberedKey sealKey(SecureRandom random) {
        return KeyRing.NumberedKey.of(1, P256.newKeyPair(random));
    }

    /// A site's first key to sign courses with.
    static KeyRing.NumberedKey courseKey(SecureRandom random) {
        return KeyRing.NumberedKey.of(1, Ed25519.newKeyPair(random));
    }

    static KeyRing found(Instant now, SecureRandom random) {
        Certificates.Validity validity = new Certificates.Validity(
                BEGINNING, now.atOffset(ZoneOffset.UTC).plusYears(YEARS).toInstant());
        byte[] drawn = new byte[4];
        random.nextBytes(drawn);
        // Two sites' authorities must not share a name: a peer looks up an issuer by it.
        String site = HexFormat.of().formatHex(drawn);
        try {
            KeyPair authority = P256.newKeyPair(random);
            Certificates byAuthority = new Certificates(
                    new X500Name("CN=Hongting authority " + site),
                    authority.getPublic(),
                    authority.getPrivate(),
                    random);
            KeyPair root = P256.newKeyPair(random);
            Certificates byRoot = new Certificates(
                    new X500Name("CN=Hongting site root " + site), root.getPublic(), root.getPrivate(), random);
            KeyPair server = P256.newKeyPair(random);
            byte[] card = new byte[CARD_KEY_BYTES];
            random.nextBytes(card);
            return new KeyRing(
                    KeyRing.CertifiedKey.of(authority, byAuthority.selfSigned(validity)),
                    KeyRing.CertifiedKey.of(root, byRoot.selfSigned(validity)),
                    KeyRing.CertifiedKey.of(
                            server,
                            byRoot.forPurpose(
                                    new X500Name("CN=Hongting server key " + site),
                                    server.getPublic(),
                                    validity,
                                    KeyPurposeId.getInstance(new ASN1ObjectIdentifier(Purpose.SERVER_SIGNING)),
                                    List.of())),
                    List.of(KeyRing.NumberedKey.of(1, P256.newKeyPair(random))),
                    List.of(KeyRing.CardSecret.of(1, card)),
                    List.of(sealKey(random)),
                    List.of(courseKey(random)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a new site's keys could not be made", e);
        }
    }
}
