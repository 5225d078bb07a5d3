package org.hongting.simulator.learning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.hongting.kiosk.study.LearningClock;
import org.hongting.kiosk.study.LearningClock.Phase;
import org.hongting.protocol.study.Evidence;
import org.hongting.protocol.study.Interval;
import org.hongting.protocol.study.LearningRule;

/// What a rule credits a learner with.
///
/// @param name as the published table says it
/// @param seconds credited
public record CreditRule(String name, ToIntFunction<Learner> seconds) {
    /// Ours, by the code that runs at the terminal.
    public static final CreditRule OURS = new CreditRule("ours", CreditRule::ours);

    /// Kolibri 0.19: five-second ticks while its page is visible, which at a kiosk it always is, and for a
    /// film while it plays; a gap of more than fifty seconds between ticks is dropped. Source:
    /// `useProgressTracking.js`.
    public static final CreditRule KOLIBRI = new CreditRule("Kolibri", CreditRule::kolibri);

    /// Moodle's block "dedication": gaps between clicks of up to an hour count in full, what lasts two minutes or less
    /// is dropped. Source: `block_dedication`, `classes/lib/manager.php`.
    public static final CreditRule DEDICATION = new CreditRule("dedication", CreditRule::dedication);

    /// Snowplow's engaged time: ten seconds for each ten-second slot with activity but the first, and five for that.
    /// Source: `snowplow_web_pv_engaged_time.sql`.
    public static final CreditRule HEARTBEAT = new CreditRule("heartbeat of 10 s", CreditRule::heartbeat);

    private static final int ANSWERS_AFTER = 5;
    private static final int TICK = 5;
    private static final int SESSION_LIMIT = 3600;
    private static final int SESSION_LEAST = 120;
    private static final int SLOT = 10;
    private static final int LEAST = 5;
    private static final long MILLIS = 1000;

    /// All of them, ours first.
    public static List<CreditRule> all() {
        return List.of(OURS, KOLIBRI, DEDICATION, HEARTBEAT);
    }

    private static int ours(Learner learner) {
        Random random = new Random(1);
        List<Interval> earned = new ArrayList<>();
        Optional<LearningClock> session = Optional.empty();
        int asked = 0;
        boolean playing = true;
        for (int second = 0; second <= learner.seconds(); second++) {
            long now = second * MILLIS;
            session.ifPresent(clock -> clock.tick(now));
            Phase phase = session.map(LearningClock::phase).orElse(Phase.OVER);
            asked = phase == Phase.ASKING ? asked + 1 : 0;
            // The film stops when the screen does.
            playing = playing && phase != Phase.PAUSED;
            if (playing && learner.plays(second)) {
                session.ifPresent(clock -> clock.show(Evidence.MEDIA, now));
            }
            if (asked >= ANSWERS_AFTER && learner.isThere(second)) {
                session.ifPresent(clock -> clock.show(Evidence.PRESENCE, now));
            }
            switch (learner.acts().get(second)) {
                case Learner.Act.SignIn(var first) -> {
                    session.ifPresent(clock -> {
                        clock.finish(now);
                        earned.addAll(clock.take());
                    });
                    session = Optional.of(new LearningClock(LearningRule.STANDARD, random, 0, first, now));
                }
                case Learner.Act.Turn(int to, var next) -> session.ifPresent(clock -> clock.turn(to, next, now));
                case Learner.Act.Touch(Evidence evidence) -> session.ifPresent(clock -> clock.show(evidence, now));
                case Learner.Act.TapIfAsked()
                when phase == Phase.ASKING -> session.ifPresent(clock -> clock.show(Evidence.PRESENCE, now));
                case Learner.Act.SignOut() -> session.ifPresent(clock -> clock.finish(now));
                case Learner.Act.TapIfAsked() -> {}
                case null -> {}
            }
        }
        session.ifPresent(clock -> earned.addAll(clock.checkpoint()));
        return (int) earned.stream()
                .map(Interval::credited)
                .reduce(Duration.ZERO, Duration::plus)
                .toSeconds();
    }

    private static int kolibri(Learner learner) {
        int credited = 0;
        for (int second = TICK; second <= learner.seconds(); second += TICK) {
            boolean runs = learner.films().isEmpty() || learner.plays(second - 1);
            if (runs) {
                credited += TICK;
            }
        }
        return credited;
    }

    private static int dedication(Learner learner) {
        int credited = 0;
        int session = 0;
        int before = 0;
        for (int click : learner.clicks()) {
            if (click - before <= SESSION_LIMIT) {
                session += click - before;
            } else {
                credited += session > SESSION_LEAST ? session : 0;
                session = 0;
            }
            before = click;
        }
        return credited + (session > SESSION_LEAST ? session : 0);
    }

    private static int heartbeat(Learner learner) {
        int slots = learner.clicks().stream()
                .map(second -> second / SLOT)
                .collect(Collectors.toSet())
                .size();
        return slots == 0 ? 0 : SLOT * (slots - 1) + LEAST;
    }
}
