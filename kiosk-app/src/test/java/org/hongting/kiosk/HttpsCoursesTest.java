package org.hongting.kiosk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.CourseFileAsk;
import org.hongting.protocol.wire.CourseReport;
import org.hongting.provisioning.authority.ServerTls;
import org.hongting.provisioning.authority.SiteAuthority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Asks a real HTTPS server that has the site's own certificate.
class HttpsCoursesTest {
    private static final TerminalId TERMINAL = new TerminalId("hall-1");
    private static final KeyPair PAIR = P256.newKeyPair(new SecureRandom());
    private static final byte[] CONTENT = new byte[5000];
    private static final Digest FILE = Digest.of(CONTENT);

    @TempDir
    Path folder;

    private HttpsServer server;
    private SSLContext trusting;
    private int said;
    private volatile Optional<CourseReport> heard = Optional.empty();

    @BeforeEach
    void start() throws Exception {
        SiteAuthority site = SiteAuthority.open(folder, null, Instant.now(), new SecureRandom());
        ServerTls tls = site.serverTls(List.of("localhost"), Instant.now());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        char[] password = tls.password().toCharArray();
        keys.load(null, password);
        KeyStore store = tls.keyStore();
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, password);
        SSLContext served = SSLContext.getInstance("TLSv1.3");
        served.init(own.getKeyManagers(), null, null);
        keys.setCertificateEntry("site", site.authorityCertificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        trusting = SSLContext.getInstance("TLSv1.3");
        trusting.init(null, trust.getTrustManagers(), null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(served));
        server.createContext(CourseFileAsk.FOLDER + TERMINAL + "/" + FILE.hex(), this::file);
        server.createContext(CourseFileAsk.FOLDER + TERMINAL, this::report);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void file(HttpExchange exchange) throws IOException {
        try (exchange) {
            String ask = exchange.getRequestHeaders().getFirst(CourseFileAsk.HEADER);
            CourseFileAsk.check(ask, new CourseFileAsk(TERMINAL, FILE), KeyDirectory.of(PAIR.getPublic()));
            assertThat(exchange.getRequestHeaders().getFirst("Range")).isEqualTo("bytes=100-299");
            byte[] piece = Arrays.copyOfRange(CONTENT, 100, 300);
            exchange.sendResponseHeaders(said, said == 206 ? piece.length : -1);
            if (said == 206) {
                exchange.getResponseBody().write(piece);
            }
        }
    }

    private void report(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            heard = Optional.of(CourseReport.open(body.readAllBytes(), TERMINAL, KeyDirectory.of(PAIR.getPublic())));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private HttpsCourses outlet() {
        URI address = URI.create("https://localhost:" + server.getAddress().getPort());
        return new HttpsCourses(TERMINAL, Signer.of(PAIR), () -> Optional.of(address), () -> trusting);
    }

    @Test
    void aStretchOfAFileIsAskedForWithTheTerminalsSignature() throws IOException {
        said = 206;
        assertThat(outlet().fetch(FILE, 100, 200))
                .hasValueSatisfying(piece -> assertThat(piece).hasSize(200));
        said = 404;
        assertThat(outlet().fetch(FILE, 100, 200)).isEmpty();
        said = 500;
        assertThatThrownBy(() -> outlet().fetch(FILE, 100, 200))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("500");
    }

    @Test
    void howFarCoursesAreIsToldWithTheTerminalsSignature() throws IOException {
        CourseReport.Line line = new CourseReport.Line(new CourseId("constitution"), 1, FILE, 5, 9, false, "no room");

        outlet().report(List.of(line));

        assertThat(heard.map(CourseReport::courses)).contains(List.of(line));
    }

    @Test
    void aCentreThatIsNotOfThisSiteIsNotAsked() throws Exception {
        trusting = SSLContext.getDefault();

        assertThatThrownBy(() -> outlet().fetch(FILE, 100, 200)).isInstanceOf(IOException.class);
        assertThat(Files.exists(folder)).isTrue();
    }
}
