package org.hongting.provisioning.release;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.ReleaseObstacle;
import org.jspecify.annotations.Nullable;

/// What the kiosk asks of the switching program. The last word counts.
///
/// @param attempt which time the centre asks for that release
/// @param obstacle why, where it is to be given up
/// @param wasOnline whether the centre was reached before the switch: after it, it must be again
public record ReleaseWord(
        @JsonProperty(required = true) Kind word,
        @JsonProperty(required = true) Digest release,
        @JsonProperty(required = true) int attempt,
        @Nullable ReleaseObstacle obstacle,
        @JsonProperty(required = true) boolean wasOnline) {
    /// What is asked.
    public enum Kind {
        /// Put it beside what runs: everything of it lies in the inbox.
        @JsonProperty("prepare")
        PREPARE,
        /// Try it with the next start.
        @JsonProperty("go")
        GO,
        /// What is being tried is well: keep it.
        @JsonProperty("well")
        WELL,
        /// What is being tried will not do: the next start is one of the version before.
        @JsonProperty("back")
        BACK
    }
}
