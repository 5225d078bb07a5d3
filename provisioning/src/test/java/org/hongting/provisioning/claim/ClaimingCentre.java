package org.hongting.provisioning.claim;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.hongting.protocol.claim.ClaimRefused;
import org.hongting.protocol.claim.ClaimRequest;
import org.hongting.protocol.claim.ClaimTicket;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.hongting.provisioning.authority.CertificateRequest;
import org.hongting.provisioning.authority.ClaimDecision;
import org.hongting.provisioning.authority.ClaimRules;
import org.hongting.provisioning.authority.ClaimToken;
import org.hongting.provisioning.authority.Placement;
import org.hongting.provisioning.authority.ServerTls;
import org.hongting.provisioning.authority.SiteAuthority;
import org.hongting.provisioning.authority.TestSite;
import org.hongting.provisioning.authority.TokenState;

/// A centre with one token and a real HTTPS listener.
final class ClaimingCentre implements AutoCloseable {
    static final TerminalId HALL = new TerminalId("hall-1");
    static final Instant EXPIRES = TestSite.NOW.plusSeconds(3600);

    final SiteAuthority site;
    final ClaimToken token = ClaimToken.mint(new SecureRandom());
    final List<Digest> askedBy = new ArrayList<>();

    /// What the centre believes the time is.
    volatile Instant now = TestSite.NOW;

    /// Mangles successful answers.
    volatile UnaryOperator<byte[]> answer = UnaryOperator.identity();

    private final HttpsServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private TokenState state = new TokenState.Unused(HALL, EXPIRES);

    ClaimingCentre(Path directory, List<String> hostNames) throws IOException, GeneralSecurityException {
        site = TestSite.open(directory);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(site.serverTls(hostNames, TestSite.NOW))));
        server.createContext(ClaimRequest.PATH, this::handle);
        server.setExecutor(executor);
        server.start();
    }

    ClaimTicket ticket() {
        return ticket(site.fingerprint());
    }

    ClaimTicket ticket(Digest authority) {
        return new ClaimTicket(
                URI.create("https://localhost:" + server.getAddress().getPort()), token.reveal(), authority, EXPIRES);
    }

    static Path write(Path file, ClaimTicket ticket) throws IOException {
        return Files.write(file, ticket.write());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(ClaimRequest.MAX_BYTES + 1);
            ClaimRequest request = ClaimRequest.read(body);
            CertificateRequest certificateRequest = CertificateRequest.parse(request.csrBytes());
            switch (decide(request, certificateRequest.key())) {
                case ClaimDecision.Refuse(var reason) ->
                    send(exchange, reason.status(), new ClaimRefused(reason).write());
                case ClaimDecision.Issue(var terminal, var _, var _) -> {
                    Placement placement = new Placement(terminal, "礼堂一号机", "礼堂东门", new MqttEndpoint("localhost", 8883));
                    send(
                            exchange,
                            200,
                            answer.apply(site.welcome(certificateRequest, placement, now)
                                    .write()));
                }
            }
        }
    }

    private synchronized ClaimDecision decide(ClaimRequest request, Digest key) {
        askedBy.add(key);
        TokenState known = ClaimToken.parse(request.token()).equals(token) ? state : new TokenState.Unknown();
        ClaimDecision decision = ClaimRules.decide(known, key, now);
        if (decision instanceof ClaimDecision.Issue issue && issue.bind()) {
            state = new TokenState.Used(issue.terminal(), EXPIRES, key);
        }
        return decision;
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    static SSLContext context(ServerTls tls) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(tls.keyStore(), tls.password().toCharArray());
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    @Override
    public void close() {
        server.stop(0);
        executor.close();
    }
}
