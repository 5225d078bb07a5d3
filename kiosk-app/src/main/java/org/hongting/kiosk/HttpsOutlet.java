package org.hongting.kiosk;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.wire.AttachmentPart;
import org.hongting.protocol.wire.AttachmentReceipt;
import org.hongting.provisioning.https.HttpsPost;
import org.hongting.sync.attachment.AttachmentOutlet;

/// Posts parts to the centre's listener for terminals. Used by one thread.
final class HttpsOutlet implements AttachmentOutlet {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final TerminalId terminal;
    private final Supplier<Optional<URI>> centre;
    private final Supplier<SSLContext> tls;

    /// @param centre where it listens, like `https://hongting.example:8443`, asked for every part
    /// @param tls which trusts the site's own authority alone
    HttpsOutlet(TerminalId terminal, Supplier<Optional<URI>> centre, Supplier<SSLContext> tls) {
        this.terminal = terminal;
        this.centre = centre;
        this.tls = tls;
    }

    @Override
    public Optional<AttachmentReceipt> send(byte[] part) throws IOException {
        URI address = centre.get()
                .filter(uri -> "https".equals(uri.getScheme()))
                .orElseThrow(() -> new IOException("the centre has not said where it takes attachments"));
        HttpResponse<byte[]> response = exchange(address.resolve(AttachmentPart.FOLDER + terminal.value()), part);
        return switch (response.statusCode()) {
            case OK -> Optional.of(AttachmentReceipt.read(response.body()));
            case NOT_FOUND -> Optional.empty();
            default -> throw new IOException("the centre answers with status " + response.statusCode());
        };
    }

    private HttpResponse<byte[]> exchange(URI address, byte[] part) throws IOException {
        try {
            return new HttpsPost(tls.get(), DEADLINE, AttachmentReceipt.MAX_BYTES)
                    .send(address, "application/octet-stream", part);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
