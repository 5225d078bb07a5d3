package org.hongting.device.pcsc;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.hongting.device.sim.PcscDaemon;

/// These tests start and kill pcscd. Where the machine's own one is running it is left alone and they are
/// skipped, except in CI, which must not pass by skipping.
final class OwnPcscd {
    private OwnPcscd() {}

    static void assume() {
        boolean foreign = PcscDaemon.isRunning();
        if (foreign && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("a pcscd is running already: stop it, these tests start their own");
        }
        assumeFalse(foreign, "skipped: the machine's own pcscd is running");
    }
}
