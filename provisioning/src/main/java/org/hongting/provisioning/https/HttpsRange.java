package org.hongting.provisioning.https;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/// GET of a stretch of something at the centre, on the same terms as [HttpsPost].
///
/// @param tls which trusts the site's own authority alone
/// @param deadline for the whole exchange
public record HttpsRange(SSLContext tls, Duration deadline) {
    /// Waits for the whole answer, which is longer than the stretch only if the other side does not keep to the range.
    ///
    /// @param from the first byte
    /// @param length of the stretch
    /// @throws IOException if there is no whole answer of a fair length in time
    public HttpResponse<byte[]> fetch(URI address, String header, String value, long from, int length)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(deadline)
                .header(header, value)
                .header("Range", "bytes=" + from + "-" + (from + length - 1))
                .GET()
                .build();
        return HttpsExchange.send(tls, request, deadline, length + 1);
    }
}
