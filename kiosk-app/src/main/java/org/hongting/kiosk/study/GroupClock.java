package org.hongting.kiosk.study;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.study.Interval;

/// The learning time of several people before one screen: an interval each. Nobody is seen leaving, so whoever leads
/// the group says from time to time who is still there; whoever is not named was there until they were named last. In
/// milliseconds of the machine's monotonic clock. Confined to one thread.
public final class GroupClock {
    /// So often the leader is asked who is there.
    public static final Duration ROLL_CALL = Duration.ofMinutes(45);

    /// So long the leader has to answer, before it is over for all.
    public static final Duration ANSWER = Duration.ofMinutes(5);

    /// What one member earned.
    public record Earned(MemberId member, Interval interval) {}

    /// One member who is there.
    ///
    /// @param from what is counted and not yet taken begins here
    /// @param confirmed when somebody last knew that they were there
    public record Presence(MemberId member, long from, long confirmed) {
        /// What is counted if nobody confirms them any more.
        public Optional<Earned> known() {
            return earned(confirmed);
        }

        /// What is counted if they were there until then.
        public Optional<Earned> earned(long until) {
            return until > from ? Optional.of(new Earned(member, new Interval(from, until, until))) : Optional.empty();
        }
    }

    private final Map<MemberId, Presence> present = new LinkedHashMap<>();
    private final List<Earned> earned = new ArrayList<>();
    private long counted;
    private boolean over;

    /// @param now when the leader opened the group
    public GroupClock(long now) {
        this.counted = now;
    }

    /// Who is there, in the order in which they came.
    public List<Presence> present() {
        return List.copyOf(present.values());
    }

    /// Whether the leader is to say who is there.
    public boolean asks(long now) {
        return !over && now - counted >= ROLL_CALL.toMillis();
    }

    public boolean isOver() {
        return over;
    }

    /// By card, pass or number. Whoever is in already is known to be there.
    ///
    /// @return false where they are in already, or it is over
    public boolean enter(MemberId member, long now) {
        tick(now);
        if (over) {
            return false;
        }
        Presence before = present.get(member);
        present.put(member, new Presence(member, before == null ? now : before.from(), now));
        return before == null;
    }

    /// Signed out.
    public void leave(MemberId member, long now) {
        tick(now);
        Optional.ofNullable(present.remove(member))
                .flatMap(was -> was.earned(now))
                .ifPresent(earned::add);
    }

    /// The leader says who is there. What they earned until now is counted for good.
    public void count(Set<MemberId> here, long now) {
        tick(now);
        if (over) {
            return;
        }
        counted = now;
        for (Presence was : present()) {
            if (here.contains(was.member())) {
                was.earned(now).ifPresent(earned::add);
                present.put(was.member(), new Presence(was.member(), now, now));
            } else {
                present.remove(was.member());
                was.known().ifPresent(earned::add);
            }
        }
    }

    /// The leader ends it, and says who is there.
    public void end(Set<MemberId> here, long now) {
        count(here, now);
        end();
    }

    /// A second has passed.
    public void tick(long now) {
        if (!over && now - counted >= ROLL_CALL.plus(ANSWER).toMillis()) {
            end();
        }
    }

    /// What is counted for good since this was asked last.
    public List<Earned> take() {
        List<Earned> taken = List.copyOf(earned);
        earned.clear();
        return taken;
    }

    private void end() {
        present.values().forEach(was -> was.known().ifPresent(earned::add));
        present.clear();
        over = true;
    }
}
