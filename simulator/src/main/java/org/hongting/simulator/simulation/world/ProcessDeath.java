package org.hongting.simulator.simulation.world;

import java.io.Serial;

/// A simulated process ends here and now. An error and no exception: nothing that runs in the process may catch it and
/// go on, as nothing survives a power cut.
public final class ProcessDeath extends Error {
    @Serial
    private static final long serialVersionUID = 1L;

    public ProcessDeath(String how) {
        super(how, null, false, false);
    }
}
