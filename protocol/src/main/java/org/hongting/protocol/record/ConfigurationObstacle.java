package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why a terminal went back to the configuration before.
public enum ConfigurationObstacle {
    /// A value is outside its form or range, or the whole cannot be read.
    @JsonProperty("unfit")
    UNFIT,
    /// Bringing it into force failed.
    @JsonProperty("failed")
    FAILED,
    /// The terminal was not ready again in time.
    @JsonProperty("not-ready")
    NOT_READY,
    /// The process went down under it again and again.
    @JsonProperty("went-down")
    WENT_DOWN
}
