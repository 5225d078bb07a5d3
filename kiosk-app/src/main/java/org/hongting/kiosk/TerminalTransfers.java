package org.hongting.kiosk;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Function;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.wire.CourseFileAsk;
import org.hongting.sync.attachment.AttachmentStore;
import org.hongting.sync.course.CourseShelf;

/// What goes between terminal and centre over HTTPS, each with a thread of its own: attachments up, courses and
/// releases down.
final class TerminalTransfers implements AutoCloseable {
    private final TerminalAttachments attachments;
    private final TerminalCourses courses;
    private final TerminalReleases releases;

    /// @param said the entries of a document
    /// @param machine what an update starts again
    TerminalTransfers(
            Path data,
            TerminalReleases.World world,
            TerminalIdentity own,
            SecureRandom random,
            Function<DocumentName, List<DocumentEntry>> said,
            TerminalConfiguration.Machine machine) {
        this.attachments = new TerminalAttachments(world.database(), world.journal(), world.tables(), own, random);
        this.courses = new TerminalCourses(
                world.database(), world.tables(), own, world.clock(), random, data.resolve("courses"));
        this.releases = new TerminalReleases(
                TerminalReleases.Place.in(data),
                world,
                new HttpsFiles(
                        CourseFileAsk.RELEASES,
                        own.terminal(),
                        own.signer(),
                        () -> TerminalAttachments.announced(world.database(), world.tables()),
                        own::tls)::fetch,
                () -> said.apply(DocumentName.releaseOf(own.terminal())),
                machine);
    }

    void start() {
        releases.start();
    }

    /// Everything of this start works.
    void ready() {
        releases.ready();
    }

    void online(boolean now) {
        releases.online(now);
    }

    AttachmentStore attachments() {
        return attachments.store();
    }

    CourseShelf shelf() {
        return courses.shelf();
    }

    void documentChanged(DocumentName document) {
        courses.documentChanged(document);
        releases.documentChanged(document);
    }

    /// The centre may be reached again.
    void nudge() {
        attachments.nudge();
        courses.nudge();
    }

    @Override
    public void close() {
        attachments.close();
        courses.close();
        releases.close();
    }
}
