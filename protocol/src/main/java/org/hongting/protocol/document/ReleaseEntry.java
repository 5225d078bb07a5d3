package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;
import java.util.Base64;
import org.hongting.protocol.document.CourseDelivery.DailyWindow;
import org.hongting.protocol.record.Digest;
import org.jspecify.annotations.Nullable;

/// The release that a terminal is to run.
///
/// @param id always [#WANTED]
/// @param version for people
/// @param manifest the hash of the manifest's bytes: the release's name, by which it is asked for
/// @param signature over the manifest, as base64
/// @param bytes of all files that one machine needs at most
/// @param attempt which time it is asked for: one that failed is tried again under a higher number alone
/// @param from when it may be installed; absent where it is only to be fetched
/// @param daily at which hours it may be installed; absent where at all of them
public record ReleaseEntry(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String version,
        @JsonProperty(required = true) Digest manifest,
        @JsonProperty(required = true) String signature,
        @JsonProperty(required = true) long bytes,
        @JsonProperty(required = true) int attempt,
        @Nullable OffsetDateTime from,
        @Nullable DailyWindow daily) {
    /// The one entry of the document.
    public static final String WANTED = "wanted";

    private static final int VERSION = 64;
    private static final int SIGNATURE = 128;

    public ReleaseEntry {
        if (!id.equals(WANTED)
                || version.isBlank()
                || version.length() > VERSION
                || signature.length() > SIGNATURE
                || bytes < 0
                || attempt < 1) {
            throw new IllegalArgumentException("not a release for a terminal");
        }
    }

    /// Whether it may be installed at that moment by the terminal's clock.
    public boolean mayInstall(OffsetDateTime now) {
        return from != null
                && new CourseDelivery(from, daily, null).untilAllowed(now).isZero();
    }

    /// What cannot be read signs nothing.
    public byte[] signatureBytes() {
        try {
            return Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
