package org.hongting.protocol.health;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// What draws, and how well it keeps up.
///
/// @param pipeline the one in use, like `es2` or `sw`
/// @param stalls how often the screen's thread did not answer for longer than a second, in this run
/// @param longest milliseconds of the worst of them
/// @param light a word like [#DARK]; absent where the terminal does not say
public record ScreenHealth(
        @JsonProperty(required = true) String pipeline,
        @JsonProperty(required = true) long stalls,
        @JsonProperty(required = true) long longest,
        @Nullable String light) {
    public static final String BRIGHT = "bright";
    public static final String DIM = "dim";
    public static final String DARK = "dark";

    private static final long MOST = 1_000_000_000_000L;

    @JsonCreator
    public ScreenHealth {
        Plain.requireWord(pipeline);
        Plain.requireWithin(stalls, 0, MOST);
        Plain.requireWithin(longest, 0, MOST);
        if (light != null) {
            Plain.requireWord(light);
        }
    }

    /// Of a terminal that does not say how bright its screen is.
    public ScreenHealth(String pipeline, long stalls, long longest) {
        this(pipeline, stalls, longest, null);
    }
}
