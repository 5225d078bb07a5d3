package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How a terminal is with a release that it was told to run.
public sealed interface ReleaseFact extends Fact.TerminalLife {
    /// For people.
    String version();

    /// Its name.
    Digest release();

    /// Which time it was asked for.
    int attempt();

    /// It is here whole, verified, and stands beside the version that runs.
    record ReleaseReady(
            @JsonProperty(required = true) String version,
            @JsonProperty(required = true) Digest release,
            @JsonProperty(required = true) int attempt)
            implements ReleaseFact {
        public ReleaseReady {
            check(version, attempt);
        }
    }

    /// It was not taken: it never ran.
    record ReleaseRefused(
            @JsonProperty(required = true) String version,
            @JsonProperty(required = true) Digest release,
            @JsonProperty(required = true) int attempt,
            @JsonProperty(required = true) ReleaseObstacle obstacle)
            implements ReleaseFact {
        public ReleaseRefused {
            check(version, attempt);
        }
    }

    /// It runs, on trial.
    record ReleaseTried(
            @JsonProperty(required = true) String version,
            @JsonProperty(required = true) Digest release,
            @JsonProperty(required = true) int attempt)
            implements ReleaseFact {
        public ReleaseTried {
            check(version, attempt);
        }
    }

    /// It was well, and stays.
    record ReleaseKept(
            @JsonProperty(required = true) String version,
            @JsonProperty(required = true) Digest release,
            @JsonProperty(required = true) int attempt)
            implements ReleaseFact {
        public ReleaseKept {
            check(version, attempt);
        }
    }

    /// It ran, and the terminal went back to the version before by itself.
    ///
    /// @param back what runs again, as that calls itself
    record ReleaseReturned(
            @JsonProperty(required = true) String version,
            @JsonProperty(required = true) Digest release,
            @JsonProperty(required = true) int attempt,
            @JsonProperty(required = true) ReleaseObstacle obstacle,
            @JsonProperty(required = true) String back)
            implements ReleaseFact {
        public ReleaseReturned {
            check(version, attempt);
            check(back, attempt);
        }
    }

    private static void check(String version, int attempt) {
        if (version.isEmpty() || version.length() > 64 || attempt < 1) {
            throw new IllegalArgumentException("a release has a version, and is asked for from the first time on");
        }
    }
}
