package org.hongting.kiosk;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.CourseFileAsk;
import org.hongting.provisioning.https.HttpsRange;

/// Fetches files by their hashes, a stretch at a time, from the centre's listener for terminals. Used by one thread.
final class HttpsFiles {
    static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NOT_FOUND = 404;

    private final String folder;
    private final TerminalId terminal;
    private final Signer signer;
    private final Supplier<Optional<URI>> centre;
    private final Supplier<SSLContext> tls;

    /// @param folder where they are, before the name of the terminal
    /// @param centre where it listens, asked for every stretch
    /// @param tls which trusts the site's own authority alone
    HttpsFiles(
            String folder,
            TerminalId terminal,
            Signer signer,
            Supplier<Optional<URI>> centre,
            Supplier<SSLContext> tls) {
        this.folder = folder;
        this.terminal = terminal;
        this.signer = signer;
        this.centre = centre;
        this.tls = tls;
    }

    /// @return empty if the centre has no such file for this terminal
    /// @throws IOException if there is no answer
    Optional<byte[]> fetch(Digest file, long from, int length) throws IOException {
        URI address = address().resolve(folder + terminal.value() + "/" + file.hex());
        HttpResponse<byte[]> response = exchange(() -> new HttpsRange(tls.get(), DEADLINE)
                .fetch(address, CourseFileAsk.HEADER, new CourseFileAsk(terminal, file).seal(signer), from, length));
        return switch (response.statusCode()) {
            case OK, PARTIAL -> Optional.of(response.body());
            case NOT_FOUND -> Optional.empty();
            default -> throw new IOException("the centre answers with status " + response.statusCode());
        };
    }

    URI address() throws IOException {
        return centre.get()
                .filter(uri -> "https".equals(uri.getScheme()))
                .orElseThrow(() -> new IOException("the centre has not said where it has files"));
    }

    /// One question and its answer.
    interface Exchange {
        HttpResponse<byte[]> run() throws IOException, InterruptedException;
    }

    static HttpResponse<byte[]> exchange(Exchange exchange) throws IOException {
        try {
            return exchange.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
