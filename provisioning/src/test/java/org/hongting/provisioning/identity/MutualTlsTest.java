package org.hongting.provisioning.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.hongting.provisioning.authority.ServerTls;
import org.hongting.provisioning.authority.SiteAuthority;
import org.hongting.provisioning.authority.TestSite;
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
        listener = listener(site, List.of("localhost"));
        executor.execute(() -> serve(listener));
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
        executor.close();
    }

    @Test
    void aTerminalsCertificateIsAccepted() throws Exception {
        assertThat(greeting(identity(site, site).tls(CLOCK), true)).isEqualTo("CN=hall-1");
    }

    @Test
    void aForeignSitesTerminalIsRefused() throws Exception {
        SiteAuthority foreign = TestSite.open(folder.resolve("foreign"));
        Identity stranger = identity(foreign, foreign);
        SSLContext pretending = SSLContext.getInstance("TLSv1.3");
        pretending.init(
                new javax.net.ssl.KeyManager[] {
                    new OwnCertificate(
                            TerminalKey.make(new SecureRandom()).pair().getPrivate(),
                            new java.security.cert.X509Certificate[] {stranger.certificate()})
                },
                new javax.net.ssl.TrustManager[] {PinnedAuthority.of(site.authorityCertificate(), CLOCK)},
                null);

        assertThatThrownBy(() -> greeting(pretending, true)).isInstanceOf(IOException.class);
    }

    @Test
    void aTerminalDoesNotTalkToAForeignCentre() throws Exception {
        SiteAuthority foreign = TestSite.open(folder.resolve("foreign"));

        assertThatThrownBy(() -> greeting(identity(foreign, foreign).tls(CLOCK), true))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void whoForgetsToCheckTheHostNameReachesNothing() {
        assertThatThrownBy(() -> greeting(identity(site, site).tls(CLOCK), false))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("host name");
    }

    @Test
    void anotherTerminalsCertificateIsNoServer() throws Exception {
        // The right authority, but a certificate for clients.
        Identity terminal = identity(site, site);
        assertThat(terminal.certificate().getExtendedKeyUsage()).doesNotContain("1.3.6.1.5.5.7.3.1");
    }

    @Test
    void aClockInNineteenSeventyReachesTheCentreThroughTheFloor() {
        InstantSource wrong = InstantSource.fixed(Instant.EPOCH);
        Identity identity = identity(site, site);

        assertThatThrownBy(() -> greeting(identity.tls(wrong), true)).isInstanceOf(SSLException.class);
        assertThatCodeReaches(identity.tls(TimeFloor.ofBuild().over(wrong)));
    }

    @Test
    void anExpiredCentreIsRefusedAlsoByAClockThatIsBehind() {
        Instant expired = site.serverTls(List.of("localhost"), TestSite.NOW).expires();
        TimeFloor floor = TimeFloor.ofBuild().raisedTo(expired.plus(Duration.ofDays(2)));

        assertThatThrownBy(() -> greeting(identity(site, site).tls(floor.over(CLOCK)), true))
                .isInstanceOf(SSLException.class);
    }

    private void assertThatCodeReaches(SSLContext context) {
        try {
            assertThat(greeting(context, true)).isEqualTo("CN=hall-1");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Identity identity(SiteAuthority grantedBy, SiteAuthority trusted) {
        TerminalKey key = TerminalKey.make(new SecureRandom());
        assertThat(grantedBy.fingerprint()).isEqualTo(trusted.fingerprint());
        return Identity.of(key, IdentityStoreTest.grant(grantedBy, key));
    }

    private String greeting(SSLContext context, boolean checkingTheName) throws IOException {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket()) {
            if (checkingTheName) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
            }
            socket.setSoTimeout(10_000);
            socket.connect(new java.net.InetSocketAddress("localhost", listener.getLocalPort()));
            byte[] said = socket.getInputStream().readAllBytes();
            return new String(said, java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static void serve(SSLServerSocket listener) {
        while (!listener.isClosed()) {
            try (SSLSocket socket = (SSLSocket) listener.accept()) {
                socket.setSoTimeout(10_000);
                String name = socket.getSession().getPeerPrincipal().getName();
                socket.getOutputStream().write(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            } catch (SSLPeerUnverifiedException e) {
                // A handshake failed, as some tests want it to.
            } catch (IOException e) {
                // The listener was closed, or a client hung up.
            }
        }
    }

    private static SSLServerSocket listener(SiteAuthority site, List<String> names) throws Exception {
        ServerTls tls = site.serverTls(names, TestSite.NOW);
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(tls.keyStore(), tls.password().toCharArray());
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("authority", site.authorityCertificate());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
        java.security.cert.PKIXBuilderParameters parameters = new java.security.cert.PKIXBuilderParameters(trust, null);
        parameters.setRevocationEnabled(false);
        parameters.setDate(java.util.Date.from(TestSite.NOW));
        trusted.init(new javax.net.ssl.CertPathTrustManagerParameters(parameters));
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
        SSLServerSocket listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        listener.setNeedClientAuth(true);
        listener.setEnabledProtocols(new String[] {"TLSv1.3"});
        return listener;
    }
}
