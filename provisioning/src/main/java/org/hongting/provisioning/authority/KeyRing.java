package org.hongting.provisioning.authority;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.hongting.protocol.signing.Ed25519;
import org.hongting.protocol.signing.P256;
import org.jspecify.annotations.Nullable;

/// Every key of a site, in one value, because they are written in one step: no start can find half a site. Badge
/// and card keys are numbered so that a later one can stand beside the one it replaces.
record KeyRing(
        @JsonProperty(required = true) CertifiedKey authority,
        @JsonProperty(required = true) CertifiedKey root,
        @JsonProperty(required = true) CertifiedKey server,
        @JsonProperty(required = true) List<NumberedKey> badges,
        @JsonProperty(required = true) List<CardSecret> cards,
        @Nullable List<NumberedKey> seals,
        @Nullable List<NumberedKey> courses) {
    KeyRing {
        badges = List.copyOf(badges);
        cards = List.copyOf(cards);
        // Sites that were founded before there were any have none.
        seals = seals == null ? List.of() : List.copyOf(seals);
        courses = courses == null ? List.of() : List.copyOf(courses);
        if (badges.isEmpty() || cards.isEmpty()) {
            throw new IllegalArgumentException("a site has a badge key and a card key");
        }
    }

    NumberedKey newestBadge() {
        return badges.stream().max(Comparator.comparingInt(NumberedKey::number)).orElseThrow();
    }

    /// The same site with a further card key. The newest two stay: terminals may still hold a roster of the one before.
    KeyRing withCard(CardSecret next) {
        return new KeyRing(authority, root, server, badges, List.of(newestCard(), next), seals, courses);
    }

    /// The same site with a further seal key. All stay: records that were sealed for any of them may still come.
    KeyRing withSeal(NumberedKey next) {
        return new KeyRing(
                authority,
                root,
                server,
                badges,
                cards,
                Stream.concat(sealKeys().stream(), Stream.of(next)).toList(),
                courses);
    }

    /// The same site with a further course key. All stay: courses that were signed with any of them may still be about.
    KeyRing withCourse(NumberedKey next) {
        return new KeyRing(
                authority,
                root,
                server,
                badges,
                cards,
                seals,
                Stream.concat(courseKeys().stream(), Stream.of(next)).toList());
    }

    /// What courses are signed with, Ed25519, the oldest first.
    List<NumberedKey> courseKeys() {
        return courses == null ? List.of() : courses;
    }

    /// What card identifiers are sealed for, the oldest first.
    List<NumberedKey> sealKeys() {
        return seals == null ? List.of() : seals;
    }

    CardSecret newestCard() {
        return cards.stream().max(Comparator.comparingInt(CardSecret::number)).orElseThrow();
    }

    /// Never the keys.
    @Override
    public String toString() {
        return "KeyRing[hidden]";
    }

    /// @param key PKCS#8 as base64
    /// @param certificate DER as base64
    record CertifiedKey(
            @JsonProperty(required = true) String key,
            @JsonProperty(required = true) String certificate) {
        static CertifiedKey of(KeyPair pair, X509Certificate certificate) throws GeneralSecurityException {
            return new CertifiedKey(encode(pair.getPrivate().getEncoded()), encode(certificate.getEncoded()));
        }

        KeyPair pair() throws GeneralSecurityException {
            return pairOf(decode(key), parsed().getPublicKey().getEncoded());
        }

        X509Certificate parsed() throws GeneralSecurityException {
            return Certificates.parse(decode(certificate));
        }

        @Override
        public String toString() {
            return "CertifiedKey[hidden]";
        }
    }

    /// @param key PKCS#8 as base64
    /// @param publicKey SubjectPublicKeyInfo as base64
    record NumberedKey(
            @JsonProperty(required = true) int number,
            @JsonProperty(required = true) String key,
            @JsonProperty(required = true) String publicKey) {
        static NumberedKey of(int number, KeyPair pair) {
            return new NumberedKey(
                    number,
                    encode(pair.getPrivate().getEncoded()),
                    encode(pair.getPublic().getEncoded()));
        }

        KeyPair pair() throws GeneralSecurityException {
            return pairOf(decode(key), decode(publicKey));
        }

        /// @throws IllegalArgumentException if it is none of Ed25519
        KeyPair ed25519() {
            return new KeyPair(Ed25519.publicKey(decode(publicKey)), Ed25519.privateKey(decode(key)));
        }

        @Override
        public String toString() {
            return "NumberedKey[" + number + "]";
        }
    }

    /// @param secret base64
    record CardSecret(
            @JsonProperty(required = true) int number,
            @JsonProperty(required = true) String secret) {
        static CardSecret of(int number, byte[] secret) {
            return new CardSecret(number, encode(secret));
        }

        byte[] bytes() {
            return decode(secret);
        }

        @Override
        public String toString() {
            return "CardSecret[" + number + "]";
        }
    }

    private static KeyPair pairOf(byte[] pkcs8, byte[] subjectPublicKeyInfo) throws GeneralSecurityException {
        return new KeyPair(
                P256.publicKey(subjectPublicKeyInfo),
                KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
