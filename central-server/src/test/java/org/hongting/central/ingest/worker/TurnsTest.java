package org.hongting.central.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.hongting.protocol.identity.TerminalId;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private long nanos = 7_000_000_000L;
    private final Turns turns = new Turns(() -> nanos, new Random(4));

    private Duration greets(int terminal) {
        return turns.pauseFor(new TerminalId("kiosk-" + terminal), true);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void aFewThatComeAtOnceDoNotWait() {
        for (int i = 0; i < Turns.A_SECOND; i++) {
            assertThat(greets(i)).isZero();
        }
    }

    @Test
    void ofAllThatComeAfterARestartSoManyASecondBegin() {
        List<Duration> pauses = new ArrayList<>();
        for (int i = 0; i < 10 * Turns.A_SECOND; i++) {
            pauses.add(greets(i));
        }
        for (int second = 0; second < 9; second++) {
            Duration from = Duration.ofSeconds(second);
            assertThat(pauses)
                    .filteredOn(pause -> pause.compareTo(from) > 0 && pause.compareTo(from.plusSeconds(1)) <= 0)
                    .as("second " + second)
                    .hasSize(Turns.A_SECOND);
        }
        assertThat(pauses.getLast()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void whoeverAsksAgainKeepsTheirTurn() {
        for (int i = 0; i < 3 * Turns.A_SECOND; i++) {
            greets(i);
        }
        int last = 3 * Turns.A_SECOND - 1;
        assertThat(greets(last)).isEqualTo(Duration.ofSeconds(2));
        pass(Duration.ofSeconds(1));
        assertThat(greets(last)).isEqualTo(Duration.ofSeconds(1));
        pass(Duration.ofMinutes(1));
        assertThat(greets(last)).isZero();
        assertThat(turns.untilTurn(new TerminalId("kiosk-" + last))).isZero();
    }

    @Test
    void whoeverSaysHelloEveryMinuteNeedsNoTurn() {
        greets(1);
        for (int minute = 0; minute < 5; minute++) {
            pass(Duration.ofMinutes(1));
            for (int i = 0; i < 2 * Turns.A_SECOND; i++) {
                greets(1000 * (minute + 1) + i);
            }
            assertThat(greets(1)).isZero();
        }
        pass(Turns.AWAY.plusSeconds(1));
        for (int i = 0; i < 2 * Turns.A_SECOND; i++) {
            greets(10_000 + i);
        }
        assertThat(greets(1)).isPositive();
    }

    @Test
    void whoeverSendsIntoAFullQueueIsAskedForAMomentEachForAnother() {
        turns.busy(true);
        Set<Duration> asked = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            asked.add(turns.pauseFor(new TerminalId("kiosk-" + i), i % 2 == 0));
        }
        assertThat(asked)
                .hasSizeGreaterThan(25)
                .allMatch(pause -> pause.compareTo(Turns.BUSY) >= 0 && pause.compareTo(Turns.BUSY.multipliedBy(2)) < 0);
        turns.busy(false);
        assertThat(turns.pauseFor(new TerminalId("kiosk-1"), false)).isZero();
    }
}
