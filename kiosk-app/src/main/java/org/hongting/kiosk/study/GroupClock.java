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

    private final Map<MemberId, Presence> present = new LinkedHashMap<>();
    private final List<Earned> earned = new ArrayList<>();
    private long counted;
    private boolean over;

    /// @param confirmed when somebody last knew that they were there
    private record Presence(long from, long confirmed) {}

    /// @param now when the leader opened the group
    public GroupClock(long now) {
        this.counted = now;
    }

    public Set<MemberId> present() {
        return Set.copyOf(present.keySet());
    }

    /// Whether the leader is to say who is there.
    public boolean asks(long now) {
        return !over && now - counted >= ROLL_CALL.toMillis();
    }

    public boolean isOver() {
        return over;
    }

    /// By card, pass or number. Whoever is in already is known to be there.
    public void enter(MemberId member, long now) {
        tick(now);
        if (!over) {
            Presence before = present.getOrDefault(member, new Presence(now, now));
            present.put(member, new Presence(before.from(), now));
        }
    }

    /// Signed out.
    public void leave(MemberId member, long now) {
        tick(now);
        Optional.ofNullable(present.remove(member)).ifPresent(was -> earn(member, was.from(), now));
    }

    /// The leader says who is there.
    public void count(Set<MemberId> here, long now) {
        tick(now);
        if (over) {
            return;
        }
        counted = now;
        for (Map.Entry<MemberId, Presence> one : List.copyOf(present.entrySet())) {
            Presence was = one.getValue();
            if (here.contains(one.getKey())) {
                present.put(one.getKey(), new Presence(was.from(), now));
            } else {
                present.remove(one.getKey());
                earn(one.getKey(), was.from(), was.confirmed());
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

    /// What would be counted if the machine stopped now.
    public List<Earned> checkpoint() {
        List<Earned> all = new ArrayList<>(earned);
        present.forEach((member, was) -> {
            if (was.confirmed() > was.from()) {
                all.add(new Earned(member, new Interval(was.from(), was.confirmed(), was.confirmed())));
            }
        });
        return all;
    }

    /// What is counted for good since this was asked last.
    public List<Earned> take() {
        List<Earned> taken = List.copyOf(earned);
        earned.clear();
        return taken;
    }

    private void end() {
        present.forEach((member, was) -> earn(member, was.from(), was.confirmed()));
        present.clear();
        over = true;
    }

    private void earn(MemberId member, long from, long until) {
        if (until > from) {
            earned.add(new Earned(member, new Interval(from, until, until)));
        }
    }
}
