package org.hongting.central.release;

import java.time.Instant;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.release.ReleaseVersion;

/// A release that lies here and can be rolled out.
///
/// @param bytes of all of its files
/// @param key by whose signature it was believed
/// @param built as its manifest says
public record StagedRelease(
        Digest release,
        ReleaseVersion version,
        String architectures,
        long bytes,
        String key,
        Instant built,
        Instant stagedAt,
        String stagedBy) {}
