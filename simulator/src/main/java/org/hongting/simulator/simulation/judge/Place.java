package org.hongting.simulator.simulation.judge;

import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;

/// Names a record for ever.
public record Place(TerminalId terminal, EpochId epoch, long seq) {
    @Override
    public String toString() {
        return terminal + "/" + epoch + "/" + seq;
    }
}
