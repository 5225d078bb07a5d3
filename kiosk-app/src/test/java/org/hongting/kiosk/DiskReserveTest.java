package org.hongting.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens on a full disk is in `ReserveOnFullDiskTest` of the simulator.
class DiskReserveTest {
    private static final long BYTES = 3_500_000;

    @TempDir
    Path folder;

    @Test
    void whereThereIsPlentyItGrowsByStepsAndStaysUntilTheDiskIsFull() throws Exception {
        DiskReserve reserve = new DiskReserve(folder.resolve("reserve"), BYTES);
        int steps = 0;
        while (reserve.grow()) {
            steps++;
        }
        assertThat(steps).isEqualTo(4);
        assertThat(folder.resolve("reserve")).hasSize(BYTES);
        assertThat(reserve.release()).as("there is room").isFalse();
        assertThat(folder.resolve("reserve")).exists();
        assertThat(new DiskReserve(folder.resolve("none/reserve"), BYTES).grow())
                .as("no folder")
                .isFalse();
    }
}
