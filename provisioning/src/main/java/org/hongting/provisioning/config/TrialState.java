package org.hongting.provisioning.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.hongting.protocol.configuration.Configuration;
import org.hongting.protocol.record.ConfigurationObstacle;
import org.jspecify.annotations.Nullable;

/// What stands in the file.
///
/// @param good what was proved last
/// @param trial what is being tried
/// @param starts how often the process has begun under it, the first time among them
/// @param refused what was tried last and given up, until another is told
/// @param obstacle why
/// @param told whether the journal has heard what became of the last one
record TrialState(
        @JsonProperty(required = true) Configuration good,
        @Nullable Configuration trial,
        @JsonProperty(required = true) int starts,
        @Nullable Configuration refused,
        @Nullable ConfigurationObstacle obstacle,
        @JsonProperty(required = true) boolean told) {
    static final TrialState NEW = new TrialState(Configuration.NONE, null, 0, null, null, true);

    TrialState trying(Configuration next) {
        return new TrialState(good, next, 1, refused, obstacle, told);
    }

    TrialState begunAgain() {
        return new TrialState(good, trial, starts + 1, refused, obstacle, told);
    }

    TrialState proved(Configuration proved) {
        return new TrialState(proved, null, 0, null, null, false);
    }

    TrialState givenUp(Configuration tried, ConfigurationObstacle why) {
        return new TrialState(good, null, 0, tried, why, false);
    }

    TrialState heard() {
        return new TrialState(good, trial, starts, refused, obstacle, true);
    }
}
