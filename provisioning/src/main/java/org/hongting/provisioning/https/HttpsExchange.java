package org.hongting.provisioning.https;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/// One request and its whole answer, over TLS 1.3 and nothing else. No proxy of the machine and no redirect is
/// followed,
/// the answer's length is capped, and the whole exchange has one deadline.
final class HttpsExchange {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private HttpsExchange() {}

    static HttpResponse<byte[]> send(SSLContext tls, HttpRequest request, Duration deadline, int longestAnswer)
            throws IOException, InterruptedException {
        try (HttpClient client = client(tls)) {
            CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(
                    request,
                    HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), longestAnswer));
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

    private static HttpClient client(SSLContext tls) {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3"});
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(CONNECT)
                .sslContext(tls)
                .sslParameters(parameters)
                .build();
    }
}
