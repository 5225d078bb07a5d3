package org.hongting.protocol.health;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What draws, and how well it keeps up.
///
/// @param pipeline the one in use, like `es2` or `sw`
/// @param stalls how often the screen's thread did not answer for longer than a second, in this run
/// @param longest milliseconds of the worst of them
public record ScreenHealth(
        @JsonProperty(required = true) String pipeline,
        @JsonProperty(required = true) long stalls,
        @JsonProperty(required = true) long longest) {
    private static final long MOST = 1_000_000_000_000L;

    public ScreenHealth {
        Plain.requireWord(pipeline);
        Plain.requireWithin(stalls, 0, MOST);
        Plain.requireWithin(longest, 0, MOST);
    }
}
