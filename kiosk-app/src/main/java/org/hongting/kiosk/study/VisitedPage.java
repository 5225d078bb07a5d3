package org.hongting.kiosk.study;

import org.hongting.protocol.study.Coverage;
import org.hongting.protocol.study.Studied;

/// The page that stands on the screen, since it was turned to, and whether that counts as having seen it. Whoever
/// leafs through has seen nothing: a page counts once it has stood there for a quarter of what reading it takes most
/// people, because nobody reads four times as fast. A film runs no faster than time, and counts as it runs.
final class VisitedPage {
    private static final int FASTEST = 4;

    private Coverage visited = Coverage.NONE;
    private Studied studied = new Studied.Media();
    private long stood;

    /// Another page takes its place.
    void turn() {
        visited = Coverage.NONE;
        stood = 0;
    }

    /// @return whether something of it came into sight that was not before
    boolean at(Position now) {
        boolean further = !visited.holds(now.seen());
        visited = visited.and(now.seen());
        studied = now.studied();
        return further;
    }

    /// It stood there so long, in milliseconds that count.
    void stands(long millis) {
        stood += millis;
    }

    /// What of it counts as seen by now.
    Coverage seen() {
        boolean counts = switch (studied) {
            case Studied.Page(var expected) -> stood * FASTEST >= expected.toMillis();
            case Studied.Media _, Studied.Quiz _ -> true;
        };
        return counts ? visited : Coverage.NONE;
    }
}
