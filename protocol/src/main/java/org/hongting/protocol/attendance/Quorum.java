package org.hongting.protocol.attendance;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many of the expected must be there for a meeting to decide anything. It is data, written `>1/2` for more than
/// half and `>=2/3` for at least two thirds.
///
/// Counted are those who are expected; guests and whoever signed up at the door are not.
///
/// @param more whether exactly that share is too few
public record Quorum(boolean more, int part, int whole) {
    private static final Pattern WRITTEN = Pattern.compile("(>=|>)([1-9][0-9]?)/([1-9][0-9]?)");

    public Quorum {
        if (part < 1 || whole < part || whole > 99 || (more && part == whole)) {
            throw new IllegalArgumentException("a quorum is a share that can be reached");
        }
    }

    /// @throws IllegalArgumentException if it is not written so
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Quorum of(String written) {
        Matcher parts = WRITTEN.matcher(written);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a quorum is written like >1/2 or >=2/3");
        }
        return new Quorum(
                parts.group(1).equals(">"), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
    }

    /// Heads that are needed of so many; at least one.
    public long needed(long expected) {
        long share = expected * part;
        long least = more ? Math.floorDiv(share, whole) + 1 : Math.ceilDiv(share, whole);
        return Math.max(1, least);
    }

    public boolean isReached(long present, long expected) {
        return present >= needed(expected);
    }

    @JsonValue
    public String written() {
        return (more ? ">" : ">=") + part + "/" + whole;
    }

    @Override
    public String toString() {
        return written();
    }
}
