package org.hongting.provisioning.identity;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.hongting.protocol.record.Digest;
import org.jspecify.annotations.Nullable;

/// Trusts servers certified by one authority and nobody else; no authority of the machine or of the world counts.
///
/// Dates are judged at the time of the given source and not at the machine's. It fails closed: a connection that
/// is not TLS 1.3, or whose maker forgot to ask for the host name to be checked, is refused. Revocation is the
/// centre's affair (its deny list), not the terminal's. Safe for use by many threads.
public final class PinnedAuthority extends X509ExtendedTrustManager {
    private static final String PROTOCOL = "TLSv1.3";

    private final Anchor anchor;
    private final X509Certificate[] accepted;
    private final InstantSource time;

    private PinnedAuthority(Anchor anchor, X509Certificate[] accepted, InstantSource time) {
        this.anchor = anchor;
        this.accepted = accepted;
        this.time = time;
    }

    /// @param time not before which certificates are judged, normally [TimeFloor#over]
    public static PinnedAuthority of(X509Certificate authority, InstantSource time) {
        return new PinnedAuthority(chain -> authority, new X509Certificate[] {authority}, time);
    }

    /// For the first contact, when only the fingerprint is known: the server must show its authority in its
    /// chain.
    ///
    /// @param fingerprint SHA-256 of the authority's certificate in DER
    public static PinnedAuthority byFingerprint(Digest fingerprint, InstantSource time) {
        return new PinnedAuthority(chain -> shown(chain, fingerprint), new X509Certificate[0], time);
    }

    /// For a machine that knows nothing but an address: whoever answers there is taken, if it shows a chain to an
    /// authority under that host name. What was shown proves nothing until a person has compared words that come
    /// of it, and nothing may be granted before.
    ///
    /// @param seen is given the authority, before the handshake is over
    public static PinnedAuthority atFirstSight(Consumer<X509Certificate> seen, InstantSource time) {
        return new PinnedAuthority(
                chain -> {
                    X509Certificate shown = chain[chain.length - 1];
                    if (shown.getBasicConstraints() < 0) {
                        throw new CertificateException("the server does not show its authority");
                    }
                    seen.accept(shown);
                    return shown;
                },
                new X509Certificate[0],
                time);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        if (!(socket instanceof SSLSocket secure)) {
            throw new CertificateException("not a TLS connection");
        }
        requireSafe(secure.getHandshakeSession(), secure.getSSLParameters());
        judge(chain).checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        requireSafe(engine.getHandshakeSession(), engine.getSSLParameters());
        judge(chain).checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("the host name cannot be checked without the connection");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("a terminal serves nobody");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return accepted.clone();
    }

    private static void requireSafe(@Nullable SSLSession session, SSLParameters parameters)
            throws CertificateException {
        if (session == null || !PROTOCOL.equals(session.getProtocol())) {
            throw new CertificateException("not " + PROTOCOL);
        }
        if (!"HTTPS".equals(parameters.getEndpointIdentificationAlgorithm())) {
            throw new CertificateException("the connection does not check the host name");
        }
    }

    /// The platform's own judge (chain, purpose, host name, algorithms) with our anchor and our time. Made for
    /// each handshake because its time is fixed when it is made; that costs microseconds.
    private X509ExtendedTrustManager judge(X509Certificate[] chain) throws CertificateException {
        try {
            PKIXBuilderParameters parameters =
                    new PKIXBuilderParameters(Set.of(new TrustAnchor(anchor.of(chain), null)), null);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(time.instant()));
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(new CertPathTrustManagerParameters(parameters));
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (CertificateException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has PKIX", e);
        }
    }

    private static X509Certificate shown(X509Certificate[] chain, Digest fingerprint) throws CertificateException {
        for (X509Certificate certificate : Arrays.asList(chain)) {
            if (Digest.of(certificate.getEncoded()).equals(fingerprint) && certificate.getBasicConstraints() >= 0) {
                return certificate;
            }
        }
        throw new CertificateException("the server does not show the authority of the ticket");
    }

    @FunctionalInterface
    private interface Anchor {
        X509Certificate of(X509Certificate[] chain) throws CertificateException;
    }
}
