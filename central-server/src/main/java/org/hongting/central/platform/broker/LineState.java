package org.hongting.central.platform.broker;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a server stands with one address of its broker, for people.
///
/// @param address host and port
/// @param since when it came up, or went, or was first tried
/// @param lost how often it went since this server started
/// @param problem why it is not up, in the words of the machine; empty while it is
/// @param trial what the broker let a stranger do there; nothing where none was tried yet, or none needs to be
public record LineState(
        @JsonProperty(required = true) String address,
        @JsonProperty(required = true) boolean up,
        @JsonProperty(required = true) Instant since,
        @JsonProperty(required = true) long lost,
        @JsonProperty(required = true) String problem,
        @Nullable Trial trial) {
    private static final int PROBLEM_SIGNS = 200;

    public LineState {
        problem = problem.length() > PROBLEM_SIGNS ? problem.substring(0, PROBLEM_SIGNS) : problem;
    }

    /// What somebody with a terminal's certificate could do at the topics of another terminal.
    public record Trial(
            @JsonProperty(required = true) Instant at,
            @JsonProperty(required = true) boolean reads,
            @JsonProperty(required = true) boolean writes) {
        public boolean keepsApart() {
            return !reads && !writes;
        }
    }
}
