package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A key the whole site shares.
///
/// @param id unique in the document, like `badge-1`
/// @param number as it stands in codes and card hashes, 1 to 255
/// @param publicKey SubjectPublicKeyInfo as base64, for [Use#BADGE], [Use#SEAL] and [Use#COURSE]
/// @param secret base64, for [Use#CARD]; it makes card hashes useless to whoever has only the roster
public record SiteKey(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) Use use,
        @JsonProperty(required = true) int number,
        @Nullable String publicKey,
        @Nullable String secret) {
    /// What the key is for.
    public enum Use {
        /// Verifies badges.
        @JsonProperty("badge")
        BADGE,
        /// Hashes card identifiers.
        @JsonProperty("card")
        CARD,
        /// Says which site this is: `number` is the site number in codes.
        @JsonProperty("site")
        SITE,
        /// Seals what only the centre may read.
        @JsonProperty("seal")
        SEAL,
        /// Verifies courses: Ed25519.
        @JsonProperty("course")
        COURSE
    }

    public static SiteKey badge(int number, byte[] subjectPublicKeyInfo) {
        return new SiteKey(
                "badge-" + number, Use.BADGE, number, Base64.getEncoder().encodeToString(subjectPublicKeyInfo), null);
    }

    public static SiteKey card(int number, byte[] secret) {
        return new SiteKey(
                "card-" + number, Use.CARD, number, null, Base64.getEncoder().encodeToString(secret));
    }

    public static SiteKey seal(int number, byte[] subjectPublicKeyInfo) {
        return new SiteKey(
                "uid-seal-" + number, Use.SEAL, number, Base64.getEncoder().encodeToString(subjectPublicKeyInfo), null);
    }

    public static SiteKey course(int number, byte[] subjectPublicKeyInfo) {
        return new SiteKey(
                "course-" + number, Use.COURSE, number, Base64.getEncoder().encodeToString(subjectPublicKeyInfo), null);
    }

    public static SiteKey site(int siteNumber) {
        return new SiteKey("site", Use.SITE, siteNumber, null, null);
    }

    /// @throws IllegalStateException if there is none or it is not base64
    public byte[] publicKeyBytes() {
        return decode(publicKey);
    }

    /// @throws IllegalStateException if there is none or it is not base64
    public byte[] secretBytes() {
        return decode(secret);
    }

    private byte[] decode(@Nullable String base64) {
        if (base64 == null) {
            throw new IllegalStateException("key " + id + " has no such part");
        }
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("key " + id + " is not base64", e);
        }
    }

    /// Never the secret.
    @Override
    public String toString() {
        return "SiteKey[" + id + "]";
    }
}
