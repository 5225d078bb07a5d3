package org.hongting.central.fleet;

import java.util.List;
import java.util.function.Supplier;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.provisioning.authority.Placement;

/// What a terminal is told of itself with every certificate.
///
/// @param brokers as they are now
record Placements(Supplier<List<MqttEndpoint>> brokers) {
    /// @throws IllegalStateException if there is no such terminal
    Placement of(Transaction transaction, TerminalId terminal) {
        return transaction
                .queryFirst(
                        "SELECT name, place FROM terminal WHERE id = ?",
                        row -> new Placement(terminal, row.text("name"), row.text("place"), brokers.get()),
                        terminal.value())
                .orElseThrow(() -> new IllegalStateException("an enrolled terminal has a row"));
    }
}
