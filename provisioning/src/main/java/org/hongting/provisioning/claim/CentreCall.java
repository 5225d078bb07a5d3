package org.hongting.provisioning.claim;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.hongting.protocol.claim.ClaimResponse;
import org.hongting.protocol.claim.ClaimTicket;
import org.hongting.provisioning.identity.PinnedAuthority;

/// One POST to the centre, over TLS pinned to the ticket's fingerprint. No proxy of the machine and no redirect
/// is followed, the answer's length is capped, and the whole exchange has one deadline.
final class CentreCall {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final ClaimTicket ticket;
    private final InstantSource time;
    private final Duration deadline;

    CentreCall(ClaimTicket ticket, InstantSource time, Duration deadline) {
        this.ticket = ticket;
        this.time = time;
        this.deadline = deadline;
    }

    /// @throws IOException if there is no whole answer of a fair length in time
    HttpResponse<byte[]> post(byte[] body) throws IOException, InterruptedException {
        try (HttpClient client = client()) {
            HttpRequest request = HttpRequest.newBuilder(ticket.claimAddress())
                    .timeout(deadline)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(
                    request,
                    HttpResponse.BodyHandlers.limiting(
                            HttpResponse.BodyHandlers.ofByteArray(), ClaimResponse.MAX_BYTES));
            try {
                return exchange.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                throw new IOException("no answer in time", e);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
            } finally {
                exchange.cancel(true);
                client.shutdownNow();
            }
        }
    }

    private HttpClient client() {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(null, new TrustManager[] {PinnedAuthority.byFingerprint(ticket.authority(), time)}, null);
            SSLParameters parameters = new SSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.3"});
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .connectTimeout(CONNECT)
                    .sslContext(context)
                    .sslParameters(parameters)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS 1.3", e);
        }
    }
}
