package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.Base64;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.record.Digest;
import org.jspecify.annotations.Nullable;

/// A course that a terminal is to hold, in one edition.
///
/// @param manifest the hash of the manifest's bytes, by which it is asked for
/// @param signature over the manifest, as base64
/// @param bytes of all files
/// @param lessons how many; none where it is a bank of questions and nothing else
/// @param expires the last day on which it may be shown; absent where it never ends
/// @param delivery when and how fast it is to be fetched; absent where at once
/// @param initials of the title, in capitals, by which it is searched for; a blank between several readings; absent
/// where there are none
public record CourseEntry(
        @JsonProperty(required = true) CourseId id,
        @JsonProperty(required = true) int edition,
        @JsonProperty(required = true) String title,
        @JsonProperty(required = true) String language,
        @JsonProperty(required = true) Digest manifest,
        @JsonProperty(required = true) String signature,
        @JsonProperty(required = true) long bytes,
        @JsonProperty(required = true) int lessons,
        @Nullable LocalDate expires,
        @Nullable CourseDelivery delivery,
        @Nullable String initials) {
    private static final int TITLE = 128;
    private static final int LANGUAGE = 24;
    private static final int SIGNATURE = 128;

    /// Signs of all readings together.
    public static final int INITIALS = 64;

    public CourseEntry {
        // Absent and nothing said are the same, and have the same bytes.
        delivery = CourseDelivery.AT_ONCE.equals(delivery) ? null : delivery;
        if (edition < 1
                || title.isBlank()
                || title.length() > TITLE
                || language.length() > LANGUAGE
                || signature.length() > SIGNATURE
                || bytes < 0
                || lessons < 0
                || (initials != null && initials.length() > INITIALS)) {
            throw new IllegalArgumentException("not a course of a terminal");
        }
    }

    /// When and how fast it is fetched.
    public CourseDelivery delivered() {
        return delivery == null ? CourseDelivery.AT_ONCE : delivery;
    }

    /// @throws IllegalArgumentException if it is not base64
    public byte[] signatureBytes() {
        return Base64.getDecoder().decode(signature);
    }
}
