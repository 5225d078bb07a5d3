package org.hongting.kiosk;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.wire.CourseFileAsk;
import org.hongting.provisioning.https.HttpsRange;
import org.hongting.provisioning.release.ReleaseOutlet;

/// Fetches files of releases from the centre's listener for terminals. Used by one thread.
final class HttpsReleases implements ReleaseOutlet {
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NOT_FOUND = 404;

    private final TerminalIdentity identity;
    private final Supplier<Optional<URI>> centre;

    /// @param centre where it listens, asked for every stretch
    HttpsReleases(TerminalIdentity identity, Supplier<Optional<URI>> centre) {
        this.identity = identity;
        this.centre = centre;
    }

    @Override
    public Optional<byte[]> fetch(Digest file, long from, int length) throws IOException {
        URI address = centre.get()
                .filter(uri -> "https".equals(uri.getScheme()))
                .orElseThrow(() -> new IOException("the centre has not said where it has releases"))
                .resolve(CourseFileAsk.RELEASES + identity.terminal().value() + "/" + file.hex());
        String ask = new CourseFileAsk(identity.terminal(), file).seal(identity.signer());
        try {
            HttpResponse<byte[]> response =
                    new HttpsRange(identity.tls(), DEADLINE).fetch(address, CourseFileAsk.HEADER, ask, from, length);
            return switch (response.statusCode()) {
                case OK, PARTIAL -> Optional.of(response.body());
                case NOT_FOUND -> Optional.empty();
                default -> throw new IOException("the centre answers with status " + response.statusCode());
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
