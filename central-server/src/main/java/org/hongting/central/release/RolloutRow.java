package org.hongting.central.release;

import java.time.Instant;
import java.util.Optional;
import org.hongting.central.rollout.Rollout;
import org.hongting.protocol.document.CourseDelivery.DailyWindow;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.release.ReleaseVersion;

/// A rollout as it is kept.
///
/// @param attempt which time its release is asked for
/// @param state how far it is
public record RolloutRow(
        String id,
        Digest release,
        ReleaseVersion version,
        int attempt,
        Optional<DailyWindow> daily,
        String madeBy,
        Instant madeAt,
        Rollout state) {}
