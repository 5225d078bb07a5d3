package org.hongting.central.draw;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.DrawId;
import org.hongting.protocol.record.Digest;

/// A draw as everybody may see it: the secret is not in it.
///
/// @param prizes the first prize first, one for each winner
/// @param closed empty while the list is open
/// @param revealed empty until the call
/// @param cancelled empty where it was not
public record Draw(
        DrawId id,
        String title,
        List<String> prizes,
        Digest commitment,
        Step announced,
        Optional<Closed> closed,
        Optional<Revealed> revealed,
        Optional<Cancelled> cancelled) {
    /// Characters of a title, and of a prize's name.
    public static final int TITLE_CHARACTERS = 64;

    public Draw {
        prizes = List.copyOf(prizes);
    }

    /// Where it stands.
    public enum State {
        ANNOUNCED,
        CLOSED,
        REVEALED,
        CANCELLED;

        public String word() {
            return Words.of(this);
        }
    }

    /// A step that was taken.
    ///
    /// @param record its name in the centre's journal: epoch and sequence with a stroke between
    public record Step(Instant at, String by, String record) {}

    /// @param tickets hash of the list
    public record Closed(Digest tickets, int count, Step step) {}

    /// @param call what the hall said
    public record Revealed(String call, Step step) {}

    public record Cancelled(Instant at, String by, String reason) {}

    public State state() {
        if (cancelled.isPresent()) {
            return State.CANCELLED;
        }
        return revealed.isPresent() ? State.REVEALED : closed.isPresent() ? State.CLOSED : State.ANNOUNCED;
    }
}
