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

    /// What ids begin with, before 12 drawn digits.
    static final String PREFIX = "d-";

    /// Below the address of phones, before the digits of the id.
    public static final String PATH = "/draw/";

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

    /// @param step its record is empty where it was cancelled before that was one
    public record Cancelled(String reason, Step step) {}

    /// Where everybody who was told finds it, like `/draw/1a2b3c4d5e6f`. The digits are 48 drawn bits, and they stand
    /// in the hall alone: strangers do not find them by trying.
    public String path() {
        return PATH + id.value().substring(PREFIX.length());
    }

    /// @param digits behind the [#PATH]
    public static DrawId idOf(String digits) {
        return new DrawId(PREFIX + digits);
    }

    public State state() {
        if (cancelled.isPresent()) {
            return State.CANCELLED;
        }
        return revealed.isPresent() ? State.REVEALED : closed.isPresent() ? State.CLOSED : State.ANNOUNCED;
    }
}
