package org.hongting.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hongting.kiosk.checkin.LineTrouble;
import org.hongting.kiosk.screen.checkin.ClaimTrouble;
import org.hongting.protocol.claim.Standing;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.FarewellEntry;
import org.hongting.testing.VirtualScheduler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalStandingTest {
    @TempDir
    Path folder;

    private final VirtualScheduler scheduler = new VirtualScheduler();
    private List<DocumentEntry> told = List.of();
    private Station station;
    private TerminalStanding standing;

    @BeforeEach
    void start() {
        station = new Station();
        standing = new TerminalStanding(() -> told, scheduler, station);
    }

    private void ask(boolean backup) {
        told = List.of(DocumentEntry.of(new FarewellEntry(backup)));
        look();
    }

    private void look() {
        standing.look();
        scheduler.pass(Duration.ZERO);
    }

    @Test
    void whoIsAskedClosesTheDoorOnceNobodyIsThereAndSaysFarewellOnceEverythingIsBrought() {
        station.idle = false;
        ask(true);
        assertThat(standing.closed()).isEmpty();
        station.idle = true;
        station.free = false;
        look();
        assertThat(standing.closed()).as("somebody is at the screen").isEmpty();

        station.free = true;
        look();
        assertThat(standing.closed()).contains(ClaimTrouble.LEAVING);
        assertThat(station.done).containsExactly("changed", "brought after a backup?");
        station.brought = true;
        look();
        assertThat(station.done).endsWith("brought after a backup?", "farewell");
        standing.hear(Standing.RELEASED);
        assertThat(station.done).contains("forget");
    }

    /// The answer to a farewell was lost, and the network with it: whoever were taken in now would be forgotten.
    @Test
    void whoHasSaidFarewellTakesNobodyInAfterAStart() {
        ask(false);
        assertThat(station.mark.isSet()).as("not before a farewell").isFalse();
        station.brought = true;
        look();
        assertThat(station.done).endsWith("farewell");
        TerminalStanding again = new TerminalStanding(() -> told, scheduler, station);
        assertThat(again.closed()).contains(ClaimTrouble.LEAVING);

        told = List.of();
        again.look();
        assertThat(again.closed()).isEmpty();
        assertThat(station.mark.isSet()).isFalse();
    }

    @Test
    void aFarewellIsNotSaidBeforeThatIsOnTheDisk() {
        station.mark = new LeavingMark(folder.resolve("not there"));
        station.brought = true;
        ask(false);
        assertThat(station.done).doesNotContain("farewell");
    }

    @Test
    void whatIsTakenBackOpensTheDoorAgain() {
        ask(false);
        assertThat(standing.closed()).contains(ClaimTrouble.LEAVING);
        told = List.of();
        look();
        assertThat(standing.closed()).isEmpty();
        standing.hear(Standing.ENROLLED);
        assertThat(station.done).doesNotContain("forget", "farewell");
    }

    @Test
    void aDiskOfBeforeTheAskingForgetsNothing() {
        standing.hear(Standing.RELEASED);
        assertThat(station.done).doesNotContain("forget");
        assertThat(standing.closed()).contains(ClaimTrouble.REVOKED);
    }

    @Test
    void whoIsShutOutOrUnknownOrTakenOverSaysSo() {
        assertThat(standing.trouble(false)).isEmpty();
        assertThat(standing.trouble(true)).contains(LineTrouble.TAKEN_OVER);
        standing.hear(Standing.UNKNOWN);
        assertThat(standing.trouble(false)).contains(LineTrouble.UNKNOWN);
        standing.hear(Standing.REPLACED);
        assertThat(standing.closed()).contains(ClaimTrouble.REPLACED);
        standing.hear(Standing.REVOKED);
        assertThat(standing.closed()).contains(ClaimTrouble.REVOKED);
        standing.online();
        assertThat(standing.closed()).isEmpty();
    }

    private final class Station implements TerminalStanding.World {
        private final List<String> done = new ArrayList<>();
        private boolean idle = true;
        private boolean free = true;
        private boolean brought;
        private LeavingMark mark = new LeavingMark(folder);

        @Override
        public boolean isIdle() {
            return idle;
        }

        @Override
        public void whenAsked(Consumer<Boolean> told) {
            told.accept(free);
        }

        @Override
        public boolean isBrought(boolean backup) {
            done.add(backup ? "brought after a backup?" : "brought?");
            return brought;
        }

        @Override
        public boolean wasLeaving() {
            return mark.isSet();
        }

        @Override
        public boolean keepLeaving(boolean leaving) {
            return mark.keep(leaving);
        }

        @Override
        public void sayFarewell() {
            done.add("farewell");
        }

        @Override
        public void forget() {
            done.add("forget");
        }

        @Override
        public void showAnew() {
            done.add("changed");
        }
    }
}
