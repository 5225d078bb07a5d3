package org.hongting.simulator.learning;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hongting.kiosk.study.GroupClock;
import org.hongting.protocol.identity.MemberId;

/// Ten people study together for two hours; one leaves every ten minutes without a word. Their leader stays to the end
/// and says who is there whenever the screen asks.
public final class Group {
    private static final int PEOPLE = 10;
    private static final int MINUTE = 60_000;
    private static final int MINUTES = 120;
    private static final int EVERY = 10;

    private Group() {}

    /// @param truth minutes of all
    /// @param credited minutes of all
    /// @param most by how many minutes any one of them was credited too much; negative where nobody was
    /// @param least by how many minutes any one was credited too little
    public record Outcome(int truth, int credited, int most, int least) {}

    public static Outcome study() {
        GroupClock clock = new GroupClock(0);
        for (int person = 0; person < PEOPLE; person++) {
            clock.enter(member(person), 0);
        }
        for (int minute = 1; minute <= MINUTES; minute++) {
            clock.tick((long) minute * MINUTE);
            if (clock.asks((long) minute * MINUTE)) {
                clock.count(there(minute), (long) minute * MINUTE);
            }
        }
        clock.end(there(MINUTES), (long) MINUTES * MINUTE);
        int truth = 0;
        int credited = 0;
        List<Integer> errors = new ArrayList<>();
        List<GroupClock.Earned> earned = clock.take();
        for (int person = 0; person < PEOPLE; person++) {
            MemberId who = member(person);
            int counted = earned.stream()
                    .filter(one -> one.member().equals(who))
                    .mapToInt(one -> (int) one.interval().credited().toMinutes())
                    .sum();
            truth += stays(person);
            credited += counted;
            errors.add(counted - stays(person));
        }
        return new Outcome(
                truth,
                credited,
                errors.stream().mapToInt(Integer::intValue).max().orElse(0),
                -errors.stream().mapToInt(Integer::intValue).min().orElse(0));
    }

    private static Set<MemberId> there(int minute) {
        Set<MemberId> there = new HashSet<>();
        for (int person = 0; person < PEOPLE; person++) {
            if (stays(person) >= minute) {
                there.add(member(person));
            }
        }
        return there;
    }

    /// The leader, who is the first, to the end.
    private static int stays(int person) {
        return person == 0 ? MINUTES : EVERY * person;
    }

    private static MemberId member(int person) {
        return new MemberId(String.format("%016x", person));
    }
}
