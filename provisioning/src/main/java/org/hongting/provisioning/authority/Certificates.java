package org.hongting.provisioning.authority;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Writes X.509 certificates by one issuer. Serial numbers are 127 random bits.
final class Certificates {
    private final X500Name issuer;
    private final PublicKey issuerKey;
    private final PrivateKey key;
    private final SecureRandom random;

    /// When a certificate is good.
    record Validity(Instant from, Instant until) {}

    Certificates(X500Name issuer, PublicKey issuerKey, PrivateKey key, SecureRandom random) {
        this.issuer = issuer;
        this.issuerKey = issuerKey;
        this.key = key;
        this.random = random;
    }

    /// The issuer's own certificate. It may issue end certificates only.
    X509Certificate selfSigned(Validity validity) {
        return build(issuer, issuerKey, validity, (builder, extensions) -> {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(issuerKey));
        });
    }

    /// An end certificate for one purpose.
    ///
    /// @param names subject alternative names; none for a certificate that is not found by a host's name
    X509Certificate forPurpose(
            X500Name subject, PublicKey holder, Validity validity, KeyPurposeId purpose, List<GeneralName> names) {
        return build(subject, holder, validity, (builder, extensions) -> {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
            builder.addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(holder));
            if (!names.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(new GeneralName[0])));
            }
        });
    }

    private X509Certificate build(X500Name subject, PublicKey holder, Validity validity, Extensions extensions) {
        try {
            JcaX509ExtensionUtils utilities = new JcaX509ExtensionUtils();
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(127, random).setBit(126),
                    Date.from(validity.from()),
                    Date.from(validity.until()),
                    subject,
                    holder);
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, utilities.createAuthorityKeyIdentifier(issuerKey));
            extensions.add(builder, utilities);
            byte[] der = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key))
                    .getEncoded();
            return parse(der);
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("a certificate could not be written", e);
        }
    }

    /// @throws GeneralSecurityException if the bytes are no certificate
    static X509Certificate parse(byte[] der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    /// As OpenSSL reads it.
    static String pem(X509Certificate certificate) throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    /// PKCS#8.
    static String pem(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    private static String pem(String kind, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    @FunctionalInterface
    private interface Extensions {
        void add(X509v3CertificateBuilder builder, JcaX509ExtensionUtils utilities) throws IOException;
    }
}
