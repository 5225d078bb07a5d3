package org.hongting.provisioning.authority;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.hongting.protocol.signing.P256;

/// Certificates for both ends of the line between a server and a broker beside it.
final class BrokerTlsIssuer {
    /// A broker's key is made by hand and forgotten.
    private static final Duration LIFE = Duration.ofDays(730);

    /// A server draws a fresh key for each connection: this outlives the longest.
    private static final Duration CENTRE_LIFE = Duration.ofDays(397);

    private final Certificates byAuthority;
    private final X509Certificate authority;
    private final SecureRandom random;

    BrokerTlsIssuer(Certificates byAuthority, X509Certificate authority, SecureRandom random) {
        this.byAuthority = byAuthority;
        this.authority = authority;
        this.random = random;
    }

    BrokerTls issue(List<String> hostNames, Instant now) throws GeneralSecurityException, IOException {
        KeyPair pair = P256.newKeyPair(random);
        X509Certificate certificate = byAuthority.forPurpose(
                new X500Name("CN=Hongting broker"),
                pair.getPublic(),
                new Certificates.Validity(Founding.BEGINNING, now.plus(LIFE)),
                KeyPurposeId.id_kp_serverAuth,
                HostNames.alternativeNames(hostNames));
        return new BrokerTls(
                Certificates.pem(pair.getPrivate()),
                Certificates.pem(certificate),
                Certificates.pem(authority),
                certificate.getNotAfter().toInstant());
    }

    SSLContext centre(String name, Instant now) throws GeneralSecurityException, IOException {
        KeyPair pair = P256.newKeyPair(random);
        X509Certificate certificate = byAuthority.forPurpose(
                new X500Name("CN=" + name),
                pair.getPublic(),
                new Certificates.Validity(Founding.BEGINNING, now.plus(CENTRE_LIFE)),
                KeyPurposeId.id_kp_clientAuth,
                List.of());
        char[] noSecret = new char[0]; // it never leaves this memory
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("centre", pair.getPrivate(), noSecret, new Certificate[] {certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, noSecret);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), random);
        return context;
    }
}
