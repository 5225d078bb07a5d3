package org.hongting.provisioning.release;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.ReleaseObstacle;
import org.jspecify.annotations.Nullable;

/// Which version a terminal runs: the one pointer that a power cut leaves old or new. The switching program writes it,
/// everybody may read it.
///
/// @param running the release that was kept last; absent where it is what the package brought
/// @param prepared a release that stands beside it, whole and verified
/// @param trial the release that is being tried
/// @param starts how often the machine has begun under it, the first time among them
/// @param refused the release that was given up last, and [#obstacle] says why
/// @param attempt which time the centre had asked for what is tried or was given up
/// @param wasTried whether that had run
public record ReleaseState(
        @Nullable Digest running,
        @Nullable Digest prepared,
        @Nullable Digest trial,
        @JsonProperty(required = true) int starts,
        @Nullable Digest refused,
        @JsonProperty(required = true) int attempt,
        @Nullable ReleaseObstacle obstacle,
        @JsonProperty(required = true) boolean wasTried) {
    /// Nothing but the package.
    public static final ReleaseState NEW = new ReleaseState(null, null, null, 0, null, 0, null, false);

    ReleaseState preparing(Digest release) {
        return new ReleaseState(running, release, trial, starts, null, 0, null, false);
    }

    ReleaseState trying(Digest release, int time) {
        return new ReleaseState(running, null, release, 1, null, time, null, false);
    }

    ReleaseState begunAgain() {
        return new ReleaseState(running, prepared, trial, starts + 1, refused, attempt, obstacle, wasTried);
    }

    ReleaseState kept(Digest release) {
        return new ReleaseState(release, null, null, 0, null, 0, null, false);
    }

    ReleaseState refusing(Digest release, int time, ReleaseObstacle why) {
        return new ReleaseState(running, null, trial, starts, release, time, why, false);
    }

    ReleaseState givenUp(Digest release, ReleaseObstacle why) {
        return new ReleaseState(running, null, null, 0, release, attempt, why, true);
    }

    /// Whether this time of asking for a release has come to nothing.
    public boolean hasRefused(Digest release, int time) {
        return Objects.equals(refused, release) && time <= attempt;
    }

    public boolean isRunning(Digest release) {
        return Objects.equals(running, release);
    }

    public boolean isPrepared(Digest release) {
        return Objects.equals(prepared, release);
    }

    public boolean isTrying(Digest release) {
        return Objects.equals(trial, release);
    }
}
