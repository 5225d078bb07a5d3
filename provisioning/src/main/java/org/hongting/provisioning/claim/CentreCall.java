package org.hongting.provisioning.claim;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.hongting.protocol.claim.ClaimResponse;
import org.hongting.protocol.claim.ClaimTicket;
import org.hongting.provisioning.https.HttpsPost;
import org.hongting.provisioning.identity.PinnedAuthority;

/// One POST to the centre, over TLS pinned to the ticket's fingerprint.
final class CentreCall {
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
        return new HttpsPost(tls(), deadline, ClaimResponse.MAX_BYTES)
                .send(ticket.claimAddress(), "application/json", body);
    }

    private SSLContext tls() {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(null, new TrustManager[] {PinnedAuthority.byFingerprint(ticket.authority(), time)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS 1.3", e);
        }
    }
}
