package org.hongting.central.configuration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.ConfigurationObstacle;
import org.hongting.protocol.record.Digest;

/// What a terminal is to be like beside what it says it is like.
///
/// @param desired empty while nobody has set anything for it
/// @param reported empty while it has said nothing
public record Shadow(TerminalId terminal, Optional<Desire> desired, Optional<Report> reported) {
    /// @param since when it became so
    public record Desire(long version, Digest hash, Instant since) {}

    /// The terminal's own word.
    ///
    /// @param version what is in force there
    /// @param tried what it was told last
    /// @param obstacle why it went back from that, where it did
    /// @param keys to blame for it
    /// @param unknown keys that its software does not know
    /// @param local keys that are set at the machine
    public record Report(
            long version,
            Digest hash,
            long tried,
            Optional<ConfigurationObstacle> obstacle,
            List<String> keys,
            List<String> unknown,
            List<String> local,
            Instant at) {
        public Report {
            keys = List.copyOf(keys);
            unknown = List.copyOf(unknown);
            local = List.copyOf(local);
        }
    }

    /// How the two stand to each other.
    public enum State {
        /// Nobody has set anything: everything is as usual there.
        USUAL,
        /// It is as it is to be.
        IN_STEP,
        /// It has not said so yet: it is away, or a moment has not passed.
        WAITING,
        /// It went back to the one before.
        REFUSED
    }

    public State state() {
        if (desired.isEmpty()) {
            return State.USUAL;
        }
        Desire wanted = desired.get();
        if (reported.filter(said ->
                        said.hash().equals(wanted.hash()) && said.obstacle().isEmpty())
                .isPresent()) {
            return State.IN_STEP;
        }
        return reported.filter(said -> said.obstacle().isPresent() && said.tried() == wanted.version())
                        .isPresent()
                ? State.REFUSED
                : State.WAITING;
    }

    public boolean isDrifting() {
        return state() == State.WAITING || state() == State.REFUSED;
    }
}
