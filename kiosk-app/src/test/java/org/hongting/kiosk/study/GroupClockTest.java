package org.hongting.kiosk.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.hongting.protocol.identity.MemberId;
import org.junit.jupiter.api.Test;

class GroupClockTest {
    private static final long MINUTE = 60_000;
    private static final MemberId LEADER = new MemberId("00000000000000a1");
    private static final MemberId SECOND = new MemberId("00000000000000a2");
    private static final MemberId THIRD = new MemberId("00000000000000a3");

    private final GroupClock clock = new GroupClock(0);

    private Map<MemberId, Long> minutes() {
        Map<MemberId, Long> minutes = new HashMap<>();
        clock.take()
                .forEach(one ->
                        minutes.merge(one.member(), one.interval().credited().toMinutes(), Long::sum));
        return minutes;
    }

    @Test
    void everybodyHasTheirOwnTimeAndTheLeaderEndsIt() {
        clock.enter(LEADER, 0);
        clock.enter(SECOND, 5 * MINUTE);
        clock.enter(THIRD, 10 * MINUTE);
        clock.leave(SECOND, 25 * MINUTE);
        clock.end(Set.of(LEADER, THIRD), 40 * MINUTE);
        assertThat(minutes()).isEqualTo(Map.of(LEADER, 40L, SECOND, 20L, THIRD, 30L));
        assertThat(clock.isOver()).isTrue();
    }

    @Test
    void everyFortyFiveMinutesItAsksWhoIsThereAndWhoIsNotNamedWasThereUntilTheyWereNamedLast() {
        clock.enter(LEADER, 0);
        clock.enter(SECOND, 0);
        clock.enter(THIRD, 0);
        assertThat(clock.asks(44 * MINUTE)).isFalse();
        assertThat(clock.asks(45 * MINUTE)).isTrue();
        clock.count(Set.of(LEADER, SECOND), 46 * MINUTE);
        assertThat(clock.asks(46 * MINUTE)).isFalse();
        assertThat(clock.present()).extracting(GroupClock.Presence::member).containsExactly(LEADER, SECOND);
        clock.end(Set.of(LEADER), 80 * MINUTE);
        assertThat(minutes())
                .as("the third was named never after they came")
                .isEqualTo(Map.of(LEADER, 80L, SECOND, 46L));
    }

    @Test
    void withoutAnAnswerItIsOverForAllAtTheLastRollCall() {
        clock.enter(LEADER, 0);
        clock.enter(SECOND, 10 * MINUTE);
        clock.count(Set.of(LEADER, SECOND), 40 * MINUTE);
        clock.tick(89 * MINUTE);
        assertThat(clock.isOver()).isFalse();
        clock.tick(90 * MINUTE);
        assertThat(clock.isOver()).isTrue();
        assertThat(minutes()).isEqualTo(Map.of(LEADER, 40L, SECOND, 30L));
        clock.enter(THIRD, 91 * MINUTE);
        clock.end(Set.of(THIRD), 120 * MINUTE);
        assertThat(minutes()).isEmpty();
    }

    @Test
    void whoShowsTheirCardAgainIsKnownToBeThere() {
        clock.enter(LEADER, 0);
        clock.enter(LEADER, 30 * MINUTE);
        assertThat(clock.present())
                .singleElement()
                .satisfies(one -> assertThat(
                                one.known().orElseThrow().interval().credited().toMinutes())
                        .isEqualTo(30));
        clock.count(Set.of(), 44 * MINUTE);
        assertThat(minutes()).isEqualTo(Map.of(LEADER, 30L));
    }
}
