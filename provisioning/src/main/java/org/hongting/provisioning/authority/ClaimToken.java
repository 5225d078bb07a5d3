package org.hongting.provisioning.authority;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.regex.Pattern;
import org.hongting.protocol.record.Digest;

/// A single-use secret that lets one machine claim one terminal: 160 random bits as 32 letters and digits that
/// people do not mistake for each other (Crockford's base 32). The centre keeps only its [#hash].
public final class ClaimToken {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{32}");
    private static final int LENGTH = 32;
    private static final int LONGEST_TYPED = 64;
    private static final byte[] DOMAIN = "ht/v1/claim-token\n".getBytes(StandardCharsets.UTF_8);

    private final String text;

    private ClaimToken(String text) {
        this.text = text;
    }

    public static ClaimToken mint(SecureRandom random) {
        StringBuilder drawn = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            drawn.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new ClaimToken(drawn.toString());
    }

    /// Takes what a person may make of a token: small letters, spaces and dashes, O for 0, I and L for 1.
    ///
    /// @throws IllegalArgumentException if it is none; the message does not quote it
    public static ClaimToken parse(String typed) {
        if (typed.length() <= LONGEST_TYPED) {
            String text = typed.replace("-", "")
                    .replace(" ", "")
                    .toUpperCase(Locale.ROOT)
                    .replace('O', '0')
                    .replace('I', '1')
                    .replace('L', '1');
            if (FORM.matcher(text).matches()) {
                return new ClaimToken(text);
            }
        }
        throw new IllegalArgumentException("not a claim token");
    }

    /// The form for tickets and requests: 32 characters.
    public String reveal() {
        return text;
    }

    /// The form for people: eight groups of four.
    public String printed() {
        return text.replaceAll("(.{4})(?!$)", "$1-");
    }

    /// What the centre stores and looks up. The token is random enough for a plain hash.
    public Digest hash() {
        return Digest.of(DOMAIN, text.getBytes(StandardCharsets.US_ASCII));
    }

    /// Compares in constant time.
    public boolean hashesTo(Digest stored) {
        return MessageDigest.isEqual(hash().bytes(), stored.bytes());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClaimToken token && hashesTo(token.hash());
    }

    @Override
    public int hashCode() {
        return hash().hashCode();
    }

    /// Never the token.
    @Override
    public String toString() {
        return "ClaimToken[hidden]";
    }
}
