package org.hongting.central.notice;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hongting.protocol.json.Json;

/// Posts a notice as JSON. The header `Hongting-Signature: t=<seconds>,v1=<hexadecimal>` is HMAC-SHA-256 of the
/// target's secret over the seconds, a dot and the body. No redirect is followed, and nothing of the answer is read
/// but its status: whoever chose the address learns nothing of what else stands in the server's network.
public final class WebhookSender implements NoticeSender {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int GOOD = 200;
    private static final int NOT_GOOD = 300;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final InstantSource clock;

    public WebhookSender(InstantSource clock) {
        this.clock = clock;
    }

    /// What is posted.
    private record Posted(String id, String subject, String text, Notice notice) {}

    @Override
    public void send(NoticeTarget target, String id, Notice notice, NoticeWords.Said words) throws NoticeFault {
        byte[] body = Json.write(new Posted(id, words.subject(), words.body(), notice));
        long seconds = clock.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(URI.create(target.address()))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Hongting-Signature", "t=" + seconds + ",v1=" + signature(target.secret(), seconds, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        // A request's own patience ends with the headers: a body without an end would hold up everybody else's notices.
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            int status = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            if (status < GOOD || status >= NOT_GOOD) {
                throw new NoticeFault("answered " + status);
            }
        } catch (ExecutionException e) {
            throw new NoticeFault("not reached: " + nameOf(e));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new NoticeFault("not reached: no whole answer within " + PATIENCE.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoticeFault("interrupted");
        }
    }

    private static String nameOf(ExecutionException failed) {
        Throwable cause = failed.getCause();
        return (cause == null ? failed : cause).getClass().getSimpleName();
    }

    static String signature(String secret, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
