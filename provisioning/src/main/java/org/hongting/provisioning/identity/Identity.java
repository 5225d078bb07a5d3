package org.hongting.provisioning.identity;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.hongting.protocol.claim.ClaimResponse;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.Signer;
import org.jspecify.annotations.Nullable;

/// Who this terminal is. It cannot be built unless everything in it holds together: the certificate is for this
/// terminal's name and key and by the authority, and the centre's keys are by the site root. Whether the
/// certificate is still good is another question: a terminal that was dark all summer still knows who it is.
///
/// Safe for use by many threads.
public final class Identity {
    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";

    private final ClaimResponse granted;
    private final KeyPair pair;
    private final List<X509Certificate> certificates;
    private final X509Certificate authority;
    private final KeyDirectory serverKeys;

    private Identity(ClaimResponse granted, KeyPair pair) throws GeneralSecurityException {
        this.granted = granted;
        this.pair = pair;
        this.authority = Chains.parse(granted.site().authorityBytes());
        Chains.requireAuthority(authority);
        List<X509Certificate> parsed = new ArrayList<>();
        for (byte[] der : granted.certificateBytes()) {
            parsed.add(Chains.parse(der));
        }
        this.certificates = List.copyOf(parsed);
        requireOwn(certificates.getFirst());
        Chains.require(
                certificates, authority, certificates.getFirst().getNotBefore().toInstant());
        this.serverKeys = SiteKeys.of(granted.site());
    }

    /// @throws IdentityFault if the parts do not hold together
    public static Identity of(TerminalKey key, ClaimResponse granted) {
        try {
            return new Identity(granted, key.pair());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IdentityFault("the granted identity does not hold together", e);
        }
    }

    private void requireOwn(X509Certificate certificate) throws CertificateException {
        if (!certificate.getPublicKey().equals(pair.getPublic())) {
            throw new CertificateException("the certificate is for another key");
        }
        if (!certificate.getSubjectX500Principal().getName().equals("CN=" + granted.terminal())) {
            throw new CertificateException("the certificate is for another terminal");
        }
        List<String> purposes = certificate.getExtendedKeyUsage();
        if (purposes == null || !purposes.contains(CLIENT_AUTHENTICATION)) {
            throw new CertificateException("the certificate is not for a client");
        }
    }

    public TerminalId terminal() {
        return granted.terminal();
    }

    /// What people call the terminal.
    public String name() {
        return granted.name();
    }

    public String place() {
        return granted.place();
    }

    public MqttEndpoint mqtt() {
        return granted.mqtt();
    }

    /// All addresses of the broker, at least one: whichever answers will do.
    public List<MqttEndpoint> brokers() {
        return granted.allBrokers();
    }

    public int siteNumber() {
        return granted.site().number();
    }

    public X509Certificate certificate() {
        return certificates.getFirst();
    }

    public X509Certificate authority() {
        return authority;
    }

    /// SHA-256 of the authority's certificate.
    public Digest authorityFingerprint() {
        return Digest.of(granted.site().authorityBytes());
    }

    /// Signs what the terminal says and the codes it shows.
    public Signer signer() {
        return Signer.of(pair);
    }

    /// The keys of the centre that may sign what this terminal hears.
    public KeyDirectory serverKeys() {
        return serverKeys;
    }

    /// TLS to the centre, for MQTT and HTTPS: shows the terminal's certificate, trusts the pinned authority only.
    /// Connections that are not TLS 1.3 or do not check the host name (endpoint identification `HTTPS`) are
    /// refused.
    ///
    /// @param time when certificates are judged, asked at every handshake: normally [TimeFloor#over]
    public SSLContext tls(InstantSource time) {
        return context(
                new OwnCertificate(pair.getPrivate(), certificates.toArray(new X509Certificate[0])), authority, time);
    }

    /// As the other, but shows nothing of the terminal: a certificate that is over would end the handshake.
    public SSLContext tlsWithoutCertificate(InstantSource time) {
        return context(null, authority, time);
    }

    private static SSLContext context(@Nullable KeyManager own, X509Certificate authority, InstantSource time) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(
                    own == null ? null : new KeyManager[] {own},
                    new TrustManager[] {PinnedAuthority.of(authority, time)},
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS 1.3", e);
        }
    }

    /// The same machine under the same name at the same site, whatever else was granted.
    public boolean isSameTerminalAs(Identity other) {
        return terminal().equals(other.terminal())
                && pair.getPublic().equals(other.pair.getPublic())
                && granted.site().authority().equals(other.granted.site().authority())
                && granted.site().root().equals(other.granted.site().root());
    }

    @Override
    public String toString() {
        return "Identity[" + terminal() + "]";
    }
}
