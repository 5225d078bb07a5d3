package org.hongting.central.platform.broker.external;

import static org.assertj.core.api.Assertions.assertThat;

import org.hongting.protocol.identity.TerminalId;
import org.junit.jupiter.api.Test;

class HeardAtTest {
    private static final TerminalId KIOSK = new TerminalId("kiosk-1");
    private static final long COUNTS = HeardAt.COUNTS.toNanos();

    private final HeardAt<String> heardAt = new HeardAt<>(2);

    @Test
    void whoeverSpeaksInATerminalsNameElsewhereTakesNothingFromIt() {
        heardAt.heard(KIOSK, "here", 0);
        for (long now = 1; now < COUNTS; now += COUNTS / 100) {
            heardAt.heard(KIOSK, "elsewhere", now);
        }
        assertThat(heardAt.of(KIOSK, COUNTS)).containsExactlyInAnyOrder("here", "elsewhere");
    }

    @Test
    void aTerminalThatMovedIsFoundAtOnceAndLeavesItsFormerAddressWithTime() {
        assertThat(heardAt.of(KIOSK, 0)).isEmpty();
        heardAt.heard(KIOSK, "here", 0);
        assertThat(heardAt.of(KIOSK, 0)).containsExactly("here");
        heardAt.heard(KIOSK, "there", COUNTS);
        assertThat(heardAt.of(KIOSK, COUNTS)).contains("there");
        assertThat(heardAt.of(KIOSK, COUNTS + 1)).containsExactly("there");
        assertThat(heardAt.of(KIOSK, 3 * COUNTS)).as("nobody knows any more").isEmpty();
    }

    @Test
    void namesThatSomebodyMakesUpAreNotKept() {
        for (int i = 0; i < 5; i++) {
            heardAt.heard(new TerminalId("made-up-" + i), "here", i);
        }
        assertThat(heardAt.of(new TerminalId("made-up-0"), 5)).isEmpty();
        assertThat(heardAt.of(new TerminalId("made-up-4"), 5)).containsExactly("here");
    }
}
