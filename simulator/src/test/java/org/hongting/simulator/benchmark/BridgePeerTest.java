package org.hongting.simulator.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.Test;

class BridgePeerTest {
    @Test
    @RequiresTool({"mosquitto", "mosquitto_pub"})
    void whatIsGivenToOneBrokerComesOutOfTheOther() throws Exception {
        try (BridgePeer peer = BridgePeer.start().orElseThrow()) {
            assertThat(peer.carry(200, 500)).isPositive().isLessThan(60);
        }
    }
}
