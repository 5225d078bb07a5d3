package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.hongting.protocol.Limits;

/// What became of a configuration at its terminal.
public sealed interface ConfigurationFact extends Fact.TerminalLife {
    /// The version that was tried.
    long version();

    /// Over the values that were tried.
    Digest hash();

    /// It is in force, and the terminal was ready under it.
    ///
    /// @param unknown keys that this software does not know and passed over
    /// @param local keys that are set at the machine, where nothing from afar counts
    record ConfigurationApplied(
            @JsonProperty(required = true) long version,
            @JsonProperty(required = true) Digest hash,
            @JsonProperty(required = true) List<String> unknown,
            @JsonProperty(required = true) List<String> local)
            implements ConfigurationFact {
        public ConfigurationApplied {
            unknown = checked(unknown);
            local = checked(local);
        }
    }

    /// It is not in force: the terminal went back to the last good one by itself.
    ///
    /// @param keys whose values are to blame, where that is known
    /// @param kept the version that is in force; 0 where everything is as usual
    /// @param keptHash over its values
    record ConfigurationRefused(
            @JsonProperty(required = true) long version,
            @JsonProperty(required = true) Digest hash,
            @JsonProperty(required = true) ConfigurationObstacle obstacle,
            @JsonProperty(required = true) List<String> keys,
            @JsonProperty(required = true) long kept,
            @JsonProperty(required = true) Digest keptHash)
            implements ConfigurationFact {
        public ConfigurationRefused {
            keys = checked(keys);
        }
    }

    private static List<String> checked(List<String> keys) {
        if (keys.size() > Limits.CONFIGURATION_VALUES
                || keys.stream().anyMatch(key -> key.isEmpty() || key.length() > Limits.CONFIGURATION_KEY)) {
            throw new IllegalArgumentException("not the keys of a configuration");
        }
        return List.copyOf(keys);
    }
}
