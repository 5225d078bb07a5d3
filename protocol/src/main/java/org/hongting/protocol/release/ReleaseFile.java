package org.hongting.protocol.release;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.regex.Pattern;
import org.hongting.protocol.record.Digest;
import org.jspecify.annotations.Nullable;

/// A jar of a release.
///
/// @param name of the file, in the one folder that a release has
/// @param size in bytes
/// @param architecture in Debian's words, like `arm64`; absent where every machine takes it
public record ReleaseFile(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) long size,
        @JsonProperty(required = true) Digest sha256,
        @Nullable String architecture) {
    /// Bytes of one file.
    public static final long MOST_BYTES = 256L * 1024 * 1024;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+~-]{0,120}\\.jar");

    public ReleaseFile {
        if (!NAME.matcher(name).matches() || size < 1 || size > MOST_BYTES) {
            throw new IllegalArgumentException("a file of a release is a jar of 1 to " + MOST_BYTES + " bytes");
        }
    }

    boolean isFor(String machine) {
        return architecture == null || architecture.equals(machine);
    }
}
