package org.hongting.kiosk;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.CourseFileAsk;
import org.hongting.protocol.wire.CourseReport;
import org.hongting.provisioning.https.HttpsPost;
import org.hongting.sync.course.CourseOutlet;

/// Fetches files of courses from the centre's listener for terminals. Used by one thread.
final class HttpsCourses implements CourseOutlet {
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    private final TerminalId terminal;
    private final Signer signer;
    private final Supplier<SSLContext> tls;
    private final HttpsFiles files;

    /// @param centre where it listens, asked for every stretch
    /// @param tls which trusts the site's own authority alone
    HttpsCourses(TerminalId terminal, Signer signer, Supplier<Optional<URI>> centre, Supplier<SSLContext> tls) {
        this.terminal = terminal;
        this.signer = signer;
        this.tls = tls;
        this.files = new HttpsFiles(CourseFileAsk.FOLDER, terminal, signer, centre, tls);
    }

    @Override
    public Optional<byte[]> fetch(Digest file, long from, int length) throws IOException {
        return files.fetch(file, from, length);
    }

    @Override
    public void report(List<CourseReport.Line> courses) throws IOException {
        URI address = files.address().resolve(CourseFileAsk.FOLDER + terminal.value());
        byte[] sealed = new CourseReport(terminal, courses).seal(signer);
        HttpResponse<byte[]> response = HttpsFiles.exchange(() ->
                new HttpsPost(tls.get(), HttpsFiles.DEADLINE, OK).send(address, "application/octet-stream", sealed));
        if (response.statusCode() != NO_CONTENT) {
            throw new IOException("the centre answers with status " + response.statusCode());
        }
    }
}
