package org.hongting.kiosk.study;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.hongting.protocol.study.Coverage;
import org.hongting.protocol.study.LearningRule;
import org.hongting.protocol.study.Studied;

/// The page of a lesson that stands on the screen, and whether that counts as having seen it. Whoever leafs through has
/// seen nothing: a page counts once somebody has had it before them, at once or in turns, for a quarter of what reading
/// it takes most people, because nobody reads four times as fast; a minute is enough for any. Time without a sign of a
/// person counts up to the grace of the learning time, and beyond it once such a sign comes. A film runs no faster than
/// time, and counts as it runs.
final class VisitedPage {
    private static final int FASTEST = 4;
    private static final Duration ENOUGH = Duration.ofMinutes(1);

    /// How long each page of the lesson was before somebody, in milliseconds, by its first part.
    private final Map<Integer, Long> stood = new HashMap<>();

    /// What of each page came into sight, by its first part.
    private final Map<Integer, Coverage> sighted = new HashMap<>();

    private Studied studied = new Studied.Media();
    private int page;
    private long silent;
    private long unproven;

    /// Another lesson.
    void begin() {
        stood.clear();
        sighted.clear();
        turn(0);
    }

    /// Another page, which is a sign of a person.
    ///
    /// @param first its first part
    void turn(int first) {
        prove();
        page = first;
    }

    /// @return whether something of it came into sight that was not before, in this opening of the lesson
    boolean at(Position now) {
        Coverage before = sighted();
        boolean further = !before.holds(now.seen());
        sighted.put(page, before.and(now.seen()));
        studied = now.studied();
        return further;
    }

    /// It stood there so long, in milliseconds that count.
    void stands(long millis) {
        silent += millis;
        if (silent <= LearningRule.STANDARD.grace().toMillis()) {
            stood.merge(page, millis, Long::sum);
        } else {
            unproven += millis;
        }
    }

    /// Somebody is there, and was.
    void prove() {
        stood.merge(page, unproven, Long::sum);
        unproven = 0;
        silent = 0;
    }

    /// Nobody was there.
    void pause() {
        unproven = 0;
        silent = 0;
    }

    /// What of it counts as seen by now.
    Coverage seen() {
        boolean counts = switch (studied) {
            case Studied.Page(var expected) ->
                stood.getOrDefault(page, 0L) >= Math.min(ENOUGH.toMillis(), expected.toMillis() / FASTEST);
            case Studied.Media _, Studied.Quiz _ -> true;
        };
        return counts ? sighted() : Coverage.NONE;
    }

    private Coverage sighted() {
        return sighted.getOrDefault(page, Coverage.NONE);
    }
}
