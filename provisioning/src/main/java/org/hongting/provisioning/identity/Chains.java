package org.hongting.provisioning.identity;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

/// Reads certificates and checks that they chain to a given one.
final class Chains {
    private Chains() {}

    static X509Certificate parse(byte[] der) throws CertificateException {
        ByteArrayInputStream stream = new ByteArrayInputStream(der);
        X509Certificate certificate =
                (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(stream);
        if (stream.available() > 0) {
            throw new CertificateException("more than one certificate");
        }
        return certificate;
    }

    /// @param chain the end certificate first, without the anchor
    /// @throws GeneralSecurityException if the chain does not hold at that time
    static void require(List<X509Certificate> chain, X509Certificate anchor, Instant at)
            throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(at));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
    }

    /// An authority of ours signs itself and may issue.
    static void requireAuthority(X509Certificate certificate) throws GeneralSecurityException {
        certificate.verify(certificate.getPublicKey());
        if (certificate.getBasicConstraints() < 0) {
            throw new CertificateException("not an authority");
        }
    }
}
