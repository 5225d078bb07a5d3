package org.hongting.protocol.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// The run of the terminal's program, from one start to its end.
///
/// @param begun word of [StartReason]; a later release may have more
/// @param software its version
/// @param model of the machine, `system` and `java` under it
/// @param ending word of [Ending]: said once, with the last message of a run that ends in order
public record RunHealth(
        @JsonProperty(required = true) String begun,
        @JsonProperty(required = true) String software,
        @JsonProperty(required = true) String model,
        @JsonProperty(required = true) String system,
        @JsonProperty(required = true) String java,
        @Nullable String ending) {
    public RunHealth {
        Plain.requireWord(begun);
        Plain.requireText(software);
        Plain.requireText(model);
        Plain.requireText(system);
        Plain.requireText(java);
        if (ending != null) {
            Plain.requireWord(ending);
        }
    }

    public RunHealth ending(Ending how) {
        return new RunHealth(begun, software, model, system, java, how.word());
    }
}
