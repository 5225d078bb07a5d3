package org.hongting.central.fleet;

import java.time.InstantSource;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.wire.TerminalState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what terminals say of being there, and their wills. A hint for people: unsigned, and nothing is decided by
/// it.
public final class TerminalPresence {
    private static final Logger LOG = LoggerFactory.getLogger(TerminalPresence.class);

    /// Pending records that are believed: more have no place on any disk, and sums must not overflow.
    private static final long MOST_PENDING = 1_000_000_000_000L;

    private final Database database;
    private final InstantSource clock;

    public TerminalPresence(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param sender whose topic it came on
    /// @return true if the terminal said that it is there
    public boolean heard(TerminalId sender, byte[] payload) {
        if (payload.length == 0 || payload.length > Limits.LINE_BYTES) {
            return true;
        }
        TerminalState state;
        try {
            state = Json.read(payload, TerminalState.class);
        } catch (MalformedJson e) {
            LOG.warn("terminal {} sent a state that is none: {}", sender, e.getMessage());
            return true;
        }
        if (!state.terminal().equals(sender)) {
            return true;
        }
        database.inTransaction(transaction -> transaction.update(
                "UPDATE terminal SET online = ?, pending = ?, session = ?,"
                        + " last_contact_at = CASE WHEN ? = 1 THEN ? ELSE last_contact_at END"
                        + " WHERE id = ? AND session <= ? AND revoked_at IS NULL",
                state.online() ? 1 : 0,
                Math.clamp(state.pending(), 0, MOST_PENDING),
                state.session(),
                state.online() ? 1 : 0,
                UtcText.of(clock.instant()),
                sender.value(),
                state.session()));
        return state.online();
    }
}
