package org.hongting.central.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hongting.central.release.Releases;
import org.hongting.central.release.StagedRelease;
import org.hongting.protocol.record.ReleaseObstacle;
import org.hongting.protocol.release.RefusedRelease;
import org.springframework.stereotype.Component;

/// What became of the packages that were brought to this server last.
@Component
class ReleaseUploads {
    private static final int SHOWN = 3;
    private static final int NAME = 80;
    private static final System.Logger LOG = System.getLogger(ReleaseUploads.class.getName());

    private final Releases releases;
    private final List<Upload> latest = new ArrayList<>();

    ReleaseUploads(Releases releases) {
        this.releases = releases;
    }

    /// One package.
    ///
    /// @param obstacle why it was not taken; empty where it was
    public record Upload(String name, Optional<ReleaseObstacle> obstacle) {}

    /// @throws RefusedRelease if it was not taken
    /// @throws IOException if the disk does not do its work
    StagedRelease stage(String name, InputStream from, String by) throws IOException {
        try {
            StagedRelease staged = releases.stage(from, by);
            tell(new Upload(shown(name), Optional.empty()));
            return staged;
        } catch (RefusedRelease e) {
            LOG.log(System.Logger.Level.WARNING, "a release is refused: {0}", e.getMessage());
            tell(new Upload(shown(name), Optional.of(e.reason())));
            throw e;
        }
    }

    private static String shown(String name) {
        return name.substring(Math.max(0, name.length() - NAME));
    }

    private synchronized void tell(Upload upload) {
        latest.addFirst(upload);
        while (latest.size() > SHOWN) {
            latest.removeLast();
        }
    }

    /// The latest first.
    synchronized List<Upload> latest() {
        return List.copyOf(latest);
    }
}
