package org.hongting.provisioning.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hongting.protocol.health.Ending;
import org.hongting.protocol.health.StartReason;
import org.hongting.protocol.identity.BootId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunMarkerTest {
    private static final BootId MONDAY = new BootId("monday");
    private static final BootId TUESDAY = new BootId("tuesday");

    @TempDir
    Path folder;

    @Test
    void eachStartKnowsHowTheOneBeforeEnded() {
        assertThat(RunMarker.in(folder, MONDAY).begin()).isEqualTo(StartReason.FIRST);
        assertThat(RunMarker.in(folder, MONDAY).begin()).isEqualTo(StartReason.CRASH);
        RunMarker third = RunMarker.in(folder, TUESDAY);
        assertThat(third.begin()).isEqualTo(StartReason.POWER_CUT);
        third.end(Ending.STOPPED);
        RunMarker fourth = RunMarker.in(folder, TUESDAY);
        assertThat(fourth.begin()).isEqualTo(StartReason.ORDERLY);
        fourth.end(Ending.RESTART);
        assertThat(RunMarker.in(folder, MONDAY).begin()).isEqualTo(StartReason.COMMAND);
    }

    @Test
    void aFileThatWasCutOffIsAPowerCut() throws IOException {
        for (String left : new String[] {"", "monday", "monday\n", "\0\0\0\0", "x".repeat(1000)}) {
            Files.writeString(folder.resolve("run"), left);
            assertThat(RunMarker.in(folder, MONDAY).begin()).as(left).isNotIn(StartReason.FIRST, StartReason.ORDERLY);
        }
    }

    @Test
    void whereNothingCanBeWrittenNothingFails() {
        RunMarker nowhere = RunMarker.in(folder.resolve("gone"), MONDAY);

        assertThat(nowhere.begin()).isEqualTo(StartReason.FIRST);
        nowhere.end(Ending.STOPPED);
    }
}
