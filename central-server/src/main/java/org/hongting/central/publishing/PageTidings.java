package org.hongting.central.publishing;

import java.util.Optional;
import org.hongting.central.platform.lease.Tidings;

/// Tells open pages of this server at once, and those of other servers within a second.
///
/// @param pages of this server
public record PageTidings(ChangeListener pages, Tidings others) {
    private static final String PAGE = "page/";

    void changed(String kind) {
        pages.changed(kind);
        others.tell(PAGE + kind);
    }

    /// The kind that a tiding of another server is about.
    public static Optional<String> pageOf(String tiding) {
        return tiding.startsWith(PAGE) ? Optional.of(tiding.substring(PAGE.length())) : Optional.empty();
    }
}
