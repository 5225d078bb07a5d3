package org.hongting.provisioning.identity;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hongting.protocol.claim.SiteTrust;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.KeyId;
import org.hongting.protocol.signing.P256;
import org.hongting.provisioning.Purpose;
import org.hongting.provisioning.SiteNumber;
import org.jspecify.annotations.Nullable;

/// The keys of the centre that may sign here: those whose certificate is by the pinned site root and for that
/// purpose.
///
/// Their dates do not count. A terminal's clock is no judge of them; a key that must not sign any more is
/// withdrawn by name.
final class SiteKeys implements KeyDirectory {
    private final Map<KeyId, PublicKey> keys;

    private SiteKeys(Map<KeyId, PublicKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    /// @throws GeneralSecurityException if the root is none, its number is another's, or no certificate holds
    static SiteKeys of(SiteTrust trust) throws GeneralSecurityException {
        X509Certificate root = Chains.parse(trust.rootBytes());
        Chains.requireAuthority(root);
        if (SiteNumber.of(root.getPublicKey()) != trust.number()) {
            throw new CertificateException("the site number is not the site root's");
        }
        Map<KeyId, PublicKey> keys = new LinkedHashMap<>();
        for (byte[] der : trust.serverKeyBytes()) {
            X509Certificate certificate = Chains.parse(der);
            Chains.require(
                    List.of(certificate), root, certificate.getNotBefore().toInstant());
            List<String> purposes = certificate.getExtendedKeyUsage();
            if (purposes == null || !purposes.equals(List.of(Purpose.SERVER_SIGNING))) {
                throw new CertificateException("a server key is not for signing");
            }
            PublicKey key = P256.publicKey(certificate.getPublicKey().getEncoded());
            keys.put(KeyId.of(key), key);
        }
        return new SiteKeys(keys);
    }

    @Override
    public @Nullable PublicKey find(KeyId id) {
        return keys.get(id);
    }
}
