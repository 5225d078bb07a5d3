package org.hongting.provisioning.authority;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.hongting.protocol.signing.P256;
import org.hongting.provisioning.storage.DurableDirectory;

/// Makes a fresh key and certificate for the centre's terminal listeners. Terminals pin the authority and not the
/// listener, so every start may have its own and none needs to be kept or backed up.
final class ServerTlsIssuer {
    private static final Duration LIFE = Duration.ofDays(730);
    private static final String PEM = "server-tls.pem";
    private static final String AUTHORITY_PEM = "authority.pem";

    private final DurableDirectory directory;
    private final Certificates byAuthority;
    private final X509Certificate authority;
    private final SecureRandom random;

    ServerTlsIssuer(
            DurableDirectory directory, Certificates byAuthority, X509Certificate authority, SecureRandom random) {
        this.directory = directory;
        this.byAuthority = byAuthority;
        this.authority = authority;
        this.random = random;
    }

    ServerTls issue(List<String> hostNames, Instant now) throws IOException, GeneralSecurityException {
        KeyPair pair = P256.newKeyPair(random);
        X509Certificate certificate = byAuthority.forPurpose(
                new X500Name("CN=Hongting centre"),
                pair.getPublic(),
                new Certificates.Validity(Founding.BEGINNING, now.plus(LIFE)),
                KeyPurposeId.id_kp_serverAuth,
                HostNames.alternativeNames(hostNames));
        byte[] drawn = new byte[16];
        random.nextBytes(drawn);
        String password = HexFormat.of().formatHex(drawn);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                ServerTls.ALIAS, pair.getPrivate(), password.toCharArray(), new Certificate[] {certificate, authority});
        String chain = Certificates.pem(certificate) + Certificates.pem(authority);
        Path file = write(PEM, Certificates.pem(pair.getPrivate()) + chain);
        Path trust = write(AUTHORITY_PEM, Certificates.pem(authority));
        return new ServerTls(
                store, password, file, trust, certificate.getNotAfter().toInstant());
    }

    private Path write(String name, String text) throws IOException {
        directory.replace(name, text.getBytes(StandardCharsets.US_ASCII));
        return directory.path(name);
    }
}
