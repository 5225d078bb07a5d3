package org.hongting.provisioning.https;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/// One POST to the centre, over TLS 1.3 and nothing else. No proxy of the machine and no redirect is followed, the
/// answer's length is capped, and the whole exchange has one deadline.
///
/// @param tls which trusts the site's own authority alone
/// @param deadline for the whole exchange
/// @param longestAnswer in bytes
public record HttpsPost(SSLContext tls, Duration deadline, int longestAnswer) {
    /// Waits for the whole answer.
    ///
    /// @throws IOException if there is no whole answer of a fair length in time
    public HttpResponse<byte[]> send(URI address, String contentType, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(deadline)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return HttpsExchange.send(tls, request, deadline, longestAnswer);
    }
}
