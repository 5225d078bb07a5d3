package org.hongting.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.hongting.simulator.fault.FailingDisk;
import org.hongting.simulator.fault.FailingDisk.Trouble;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// A terminal whose disk takes what is written and then fails to make it durable, as a dying SD card does. The calls
/// of a real terminal process to the C library fail with EIO; libfiu stands between the two.
@RequiresTool("fiu-run")
class FailingFsyncTest {
    /// What failed can be read in the logs.
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void whatCannotBeMadeDurableIsNotConfirmedAndTheTerminalGoesOnOnceItCan() throws Exception {
        FailingDisk disk = new FailingDisk(folder.resolve("fault"));
        try (FaultTrial trial = FaultTrial.open(DemoFolder.create(folder), disk.environment())) {
            Set<Account.Arrival> unconfirmed =
                    trial.passes(() -> disk.begin(Trouble.SYNC, 1), () -> disk.end(Trouble.SYNC), "fsync-fails");
            // Of the two who came meanwhile one came again. The file may hold the other one's record: it was written.
            assertThat(unconfirmed).hasSizeLessThanOrEqualTo(1);
        }
    }
}
