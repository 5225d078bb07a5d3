package org.hongting.kiosk.study;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hongting.protocol.study.Evidence;
import org.hongting.protocol.study.Interval;
import org.hongting.protocol.study.LearningRule;
import org.hongting.protocol.study.Studied;

/// The learning time of one person at one screen, from sign-in to sign-out. It is told of every second and of every
/// piece of evidence, in milliseconds of the machine's monotonic clock, and knows no other time; [#take] hands out what
/// is counted and can be cut back no more. Confined to one thread.
///
/// docs/learning-time.md says the rule in words, and how far it may be wrong.
public final class LearningClock {
    /// What the screen has to show.
    public enum Phase {
        RUNNING,
        /// 「继续学习？」 stands on the screen; time runs on until the limit.
        ASKING,
        /// Nobody answered: nothing counts, and what is personal is hidden.
        PAUSED,
        /// Signed out.
        OVER
    }

    private final LearningRule rule;
    private final RandomGenerator random;
    private final List<Interval> earned = new ArrayList<>();
    /// The pages that were turned to in this opening of the lesson.
    private final Map<Integer, Page> pages = new HashMap<>();
    /// The one that stands there.
    private Page page = new Page();
    private Studied studied;
    private Phase phase = Phase.RUNNING;

    /// The last moment that this was told of.
    private long seen;
    /// Where what is counted and not handed out begins.
    private long from;
    /// The last evidence, and the last that came from a person.
    private long proven;
    private long human;
    /// When a film asks whether anybody is there.
    private long presenceDue;
    /// When a film was seen to run last, or was opened.
    private long mediaAt;
    /// Since when the page stands there without evidence: the sleep of a machine is taken out of it.
    private long idleSince;

    private long pausedAt;
    /// What a film has earned if somebody says soon that they were there, and what it has earned if not.
    private Optional<Unanswered> unanswered = Optional.empty();

    private record Unanswered(Optional<Interval> watched, Optional<Interval> left) {}

    private static final class Page {
        private int visits;
        /// What the last visit may still earn, beginning at `from`.
        private long left;
    }

    /// Somebody has signed in or opened a lesson, which is evidence.
    ///
    /// @param page its number, or whatever else tells it from the other pages of the lesson
    public LearningClock(LearningRule rule, RandomGenerator random, int page, Studied first, long now) {
        this.rule = rule;
        this.random = random;
        this.studied = first;
        this.seen = now;
        run(now);
        visit(page, now);
    }

    public Phase phase() {
        return phase;
    }

    /// Whether only a card, a pass or a PIN brings the session back.
    public boolean needsIdentity() {
        return phase == Phase.PAUSED && seen - pausedAt > rule.forgiven().toMillis();
    }

    /// What is counted for good since this was asked last, in order.
    public List<Interval> take() {
        List<Interval> taken = List.copyOf(earned);
        earned.clear();
        return taken;
    }

    /// Hands out what can be cut back no more, and goes on.
    public void settle() {
        long certain = studied instanceof Studied.Media ? human : proven;
        if (isCounting() && certain > from) {
            earn(Math.min(certain, mostUntil()));
            from = certain;
        }
    }

    /// What would be counted if the machine stopped now: what [#take] has not handed out. A break that nobody foresaw
    /// costs nobody what was running; where the screen was asking already, nobody may have been there.
    public List<Interval> checkpoint() {
        List<Interval> all = new ArrayList<>(earned);
        switch (phase) {
            case RUNNING -> interval(seen).ifPresent(all::add);
            case ASKING -> interval(cutBack()).ifPresent(all::add);
            case PAUSED -> unanswered.flatMap(Unanswered::left).ifPresent(all::add);
            case OVER -> {}
        }
        return all;
    }

    /// A second has passed.
    ///
    /// @param now never before what was told before
    public void tick(long now) {
        if (now < seen) {
            throw new IllegalArgumentException("a monotonic clock does not go back: " + seen + " to " + now);
        }
        if (isCounting() && now - seen > rule.stall().toMillis()) {
            wake(now);
        }
        if (isCounting() && now >= limit()) {
            pause(limit());
        }
        if (isCounting()) {
            phase = now >= limit() - rule.asked().toMillis() ? Phase.ASKING : Phase.RUNNING;
        }
        if (phase == Phase.PAUSED && now - pausedAt > rule.forgiven().toMillis()) {
            unanswered.flatMap(Unanswered::left).ifPresent(earned::add);
            unanswered = Optional.empty();
        }
        if (phase == Phase.PAUSED && now - pausedAt >= rule.idleLimit(studied).toMillis()) {
            phase = Phase.OVER;
        }
        seen = now;
    }

    /// Something shows that somebody is there, or that a film runs.
    public void show(Evidence evidence, long now) {
        tick(now);
        if (phase == Phase.PAUSED && evidence.isHuman()) {
            resume(evidence, now);
        } else if (isCounting() && evidence.isHuman()) {
            proven = now;
            human = now;
            presenceDue = now + presence();
            if (!stands(now)) {
                idleSince = now;
            }
            phase = Phase.RUNNING;
            if (evidence.isOnward()) {
                count(now);
                renew();
            }
        } else if (isCounting() && studied instanceof Studied.Media) {
            proven = now;
            idleSince = now;
            mediaAt = now;
        }
    }

    /// Another page, by the hand of whoever is there.
    ///
    /// @param to which one; a page that was turned to before is the same one
    public void turn(int to, Studied next, long now) {
        show(Evidence.PAGE_TURN, now);
        if (isCounting()) {
            count(now);
        }
        boolean same = next.equals(studied) && next instanceof Studied.Media;
        studied = next;
        if (!same) {
            visit(to, now);
        }
    }

    /// Signed out, or the lesson is finished.
    public void finish(long now) {
        show(Evidence.FINISH, now);
        if (phase == Phase.PAUSED) {
            unanswered.flatMap(Unanswered::left).ifPresent(earned::add);
            unanswered = Optional.empty();
        }
        phase = Phase.OVER;
    }

    private boolean isCounting() {
        return phase == Phase.RUNNING || phase == Phase.ASKING;
    }

    private void count(long now) {
        earn(Math.min(now, mostUntil()));
        from = now;
    }

    private void visit(int number, long now) {
        long most = rule.mostOfOneVisit(studied).toMillis();
        page = pages.computeIfAbsent(number, _ -> new Page());
        page.visits++;
        page.left = page.visits <= LearningRule.VISITS ? most : Math.min(page.left, most);
        mediaAt = now;
    }

    /// Something of the page was done: its visit may earn anew.
    private void renew() {
        page.left = rule.mostOfOneVisit(studied).toMillis();
    }

    private void run(long now) {
        from = now;
        proven = now;
        human = now;
        idleSince = now;
        presenceDue = now + presence();
        phase = Phase.RUNNING;
    }

    /// The machine slept or was stopped: the time between was none of learning.
    private void wake(long now) {
        long asleep = now - seen;
        earn(Math.min(phase == Phase.ASKING ? cutBack() : seen, mostUntil()));
        if (asleep > rule.forgiven().toMillis()) {
            phase = Phase.PAUSED;
            pausedAt = seen;
            return;
        }
        from = now;
        proven = now;
        human = now;
        idleSince += asleep;
        presenceDue += asleep;
    }

    private long limit() {
        long idle = idleSince + rule.idleLimit(studied).toMillis();
        return studied instanceof Studied.Media
                ? Math.min(idle, presenceDue + rule.asked().toMillis())
                : idle;
    }

    private void pause(long at) {
        boolean playing = studied instanceof Studied.Media
                && at < idleSince + rule.idleLimit(studied).toMillis();
        if (playing) {
            unanswered = Optional.of(new Unanswered(interval(proven), interval(cutBack())));
        } else {
            earn(cutBack());
        }
        phase = Phase.PAUSED;
        pausedAt = at;
    }

    /// Until when is counted if nobody is there. A film that runs proves nobody.
    private long cutBack() {
        boolean playing = studied instanceof Studied.Media
                && seen - idleSince <= rule.stall().toMillis();
        long last = playing ? human : proven;
        return Math.max(from, Math.min(last + rule.grace().toMillis(), seen));
    }

    private void resume(Evidence evidence, long now) {
        if (now - pausedAt > rule.forgiven().toMillis() && evidence != Evidence.CARD) {
            return;
        }
        unanswered.flatMap(Unanswered::watched).ifPresent(earned::add);
        unanswered = Optional.empty();
        run(now);
        if (evidence.isOnward()) {
            renew();
        }
    }

    /// A film that stands still is looked at by nobody: hands that touch it make no time of that.
    private boolean stands(long now) {
        return studied instanceof Studied.Media && now - mediaAt > rule.stall().toMillis();
    }

    private long mostUntil() {
        return studied instanceof Studied.Media
                ? Math.max(from, mediaAt + rule.silentMedia().toMillis())
                : from + page.left;
    }

    private void earn(long until) {
        interval(until).ifPresent(interval -> {
            earned.add(interval);
            page.left -= interval.until() - interval.from();
        });
    }

    private Optional<Interval> interval(long until) {
        long end = Math.min(until, mostUntil());
        return end > from ? Optional.of(new Interval(from, end, Math.min(proven, end))) : Optional.empty();
    }

    private long presence() {
        return random.nextLong(
                rule.firstPresence().toMillis(),
                rule.lastPresence().plus(Duration.ofMillis(1)).toMillis());
    }
}
