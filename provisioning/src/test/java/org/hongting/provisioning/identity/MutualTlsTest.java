package org.hongting.provisioning.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.hongting.provisioning.authority.ServerTls;
import org.hongting.provisioning.authority.SiteAuthority;
import org.hongting.provisioning.authority.TestSite;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutualTlsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(TestSite.NOW);

    @TempDir
    Path folder;

    private SiteAuthority site;
    private SSLServerSocket listener;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeEach
    void listen() throws Exception {
        site = TestSite.open(folder.resolve("site"));
        ServerTls tls = site.serverTls(List.of("localhost"), TestSite.NOW);
        listener = listener(site, tls.keyStore(), tls.password());
        executor.execute(() -> serve(listener));
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
        executor.close();
    }

    @Test
    void aTerminalsCertificateIsAccepted() throws Exception {
        assertThat(greeting(identity().tls(CLOCK), true)).isEqualTo("CN=hall-1");
    }

    @Test
    void aForeignSitesTerminalIsRefused() throws Exception {
        SiteAuthority foreign = TestSite.open(folder.resolve("foreign"));
        TerminalKey key = TerminalKey.make(new SecureRandom());
        Identity stranger = Identity.of(key, IdentityStoreTest.grant(foreign, key));

        assertThatThrownBy(() -> greeting(
                        showing(new OwnCertificate(
                                key.pair().getPrivate(), new X509Certificate[] {stranger.certificate()})),
                        true))
                .isInstanceOf(IOException.class);
    }

    @Test
    void whoShowsNoCertificateReachesNothing() throws Exception {
        SSLContext bare = showing(null);

        assertThatThrownBy(() -> greeting(bare, true)).isInstanceOf(IOException.class);
    }

    @Test
    void aTerminalDoesNotTalkToAForeignCentre() throws Exception {
        SiteAuthority foreign = TestSite.open(folder.resolve("foreign"));

        assertThatThrownBy(() -> greeting(identity(foreign).tls(CLOCK), true)).isInstanceOf(SSLException.class);
    }

    @Test
    void whoForgetsToCheckTheHostNameReachesNothing() {
        assertThatThrownBy(() -> greeting(identity().tls(CLOCK), false))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("host name");
    }

    @Test
    void aTerminalCannotPlayTheCentre() throws Exception {
        TerminalKey key = TerminalKey.make(new SecureRandom());
        Identity rogue = Identity.of(key, IdentityStoreTest.grant(site, key));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("rogue", key.pair().getPrivate(), new char[0], new Certificate[] {
            rogue.certificate(), site.authorityCertificate()
        });
        listener.close();
        listener = listener(site, store, "");
        executor.execute(() -> serve(listener));

        assertThatThrownBy(() -> greeting(identity().tls(CLOCK), true)).isInstanceOf(SSLException.class);
    }

    @Test
    void aClockInNineteenSeventyReachesTheCentreThroughTheFloor() {
        InstantSource wrong = InstantSource.fixed(Instant.EPOCH);
        Identity identity = identity();

        assertThatThrownBy(() -> greeting(identity.tls(wrong), true)).isInstanceOf(SSLException.class);
        assertThatCodeReaches(identity.tls(TimeFloor.ofBuild().over(wrong)));
    }

    @Test
    void anExpiredCentreIsRefusedAlsoByAClockThatIsBehind() {
        Instant expired = site.serverTls(List.of("localhost"), TestSite.NOW).expires();
        TimeFloor floor = TimeFloor.ofBuild().raisedTo(expired.plus(Duration.ofDays(2)));

        assertThatThrownBy(() -> greeting(identity().tls(floor.over(CLOCK)), true))
                .isInstanceOf(SSLException.class);
    }

    private void assertThatCodeReaches(SSLContext context) {
        try {
            assertThat(greeting(context, true)).isEqualTo("CN=hall-1");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Identity identity() {
        return identity(site);
    }

    private static Identity identity(SiteAuthority grantedBy) {
        TerminalKey key = TerminalKey.make(new SecureRandom());
        return Identity.of(key, IdentityStoreTest.grant(grantedBy, key));
    }

    /// A client that trusts the centre and shows what it is given.
    private SSLContext showing(@Nullable OwnCertificate certificate) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(
                certificate == null ? new KeyManager[0] : new KeyManager[] {certificate},
                new TrustManager[] {PinnedAuthority.of(site.authorityCertificate(), CLOCK)},
                null);
        return context;
    }

    private String greeting(SSLContext context, boolean checkingTheName) throws IOException {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket()) {
            if (checkingTheName) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
            }
            socket.setSoTimeout(10_000);
            socket.connect(new InetSocketAddress("localhost", listener.getLocalPort()));
            byte[] said = socket.getInputStream().readAllBytes();
            return new String(said, StandardCharsets.UTF_8);
        }
    }

    private static void serve(SSLServerSocket listener) {
        while (!listener.isClosed()) {
            try (SSLSocket socket = (SSLSocket) listener.accept()) {
                socket.setSoTimeout(10_000);
                String name = socket.getSession().getPeerPrincipal().getName();
                socket.getOutputStream().write(name.getBytes(StandardCharsets.UTF_8));
            } catch (SSLPeerUnverifiedException e) {
                // A handshake failed, as some tests want it to.
            } catch (IOException e) {
                // The listener was closed, or a client hung up.
            }
        }
    }

    private static SSLServerSocket listener(SiteAuthority site, KeyStore store, String password) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, password.toCharArray());
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("authority", site.authorityCertificate());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(trust, null);
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(TestSite.NOW));
        trusted.init(new CertPathTrustManagerParameters(parameters));
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
        SSLServerSocket listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        listener.setNeedClientAuth(true);
        listener.setEnabledProtocols(new String[] {"TLSv1.3"});
        return listener;
    }
}
