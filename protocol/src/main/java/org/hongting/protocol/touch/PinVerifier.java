package org.hongting.protocol.touch;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// What a kiosk compares a PIN with: `pbkdf2-sha256:<rounds>:<salt>:<hash>`, salt and hash in base64url.
///
/// A PIN has six digits, a million possibilities. The salt and the rounds make each guess cost what one check costs;
/// they delay a thief who holds the verifier by hours or days and stop nobody for good. What stops people at the
/// screen is that attempts are counted.
public record PinVerifier(@JsonValue String value) {
    /// Digits of a PIN.
    public static final int DIGITS = 6;

    /// Rounds of PBKDF2 for new PINs: some 50 ms on the machines that kiosks are.
    public static final int ROUNDS = 120_000;

    public static final int SALT_BYTES = 16;

    private static final int HASH_BYTES = 32;
    /// More would let one entry of a document occupy a kiosk.
    private static final int MOST_ROUNDS = 1_000_000;
    private static final Pattern FORM =
            Pattern.compile("pbkdf2-sha256:([1-9][0-9]{0,6}):([A-Za-z0-9_-]{22}):([A-Za-z0-9_-]{43})");
    private static final Pattern PIN = Pattern.compile("[0-9]{" + DIGITS + "}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PinVerifier {
        Matcher form = FORM.matcher(value);
        if (!form.matches() || Integer.parseInt(form.group(1)) > MOST_ROUNDS) {
            throw new IllegalArgumentException("not a PIN verifier");
        }
    }

    /// @param salt fresh random bytes, [#SALT_BYTES] of them
    public static PinVerifier of(String pin, byte[] salt, int rounds) {
        if (!isPin(pin) || salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("a PIN has six digits and a salt of 16 bytes");
        }
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return new PinVerifier("pbkdf2-sha256:" + rounds + ":" + base64.encodeToString(salt) + ":"
                + base64.encodeToString(derive(pin, salt, rounds)));
    }

    public static boolean isPin(String typed) {
        return PIN.matcher(typed).matches();
    }

    /// Whether it is this PIN. Takes tens of milliseconds of one processor on purpose.
    public boolean matches(String pin) {
        Matcher form = FORM.matcher(value);
        if (!isPin(pin) || !form.matches()) {
            return false;
        }
        Base64.Decoder base64 = Base64.getUrlDecoder();
        byte[] salt = base64.decode(form.group(2));
        return MessageDigest.isEqual(base64.decode(form.group(3)), derive(pin, salt, Integer.parseInt(form.group(1))));
    }

    private static byte[] derive(String pin, byte[] salt, int rounds) {
        PBEKeySpec spec = new PBEKeySpec(pin.toCharArray(), salt, rounds, HASH_BYTES * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has PBKDF2", e);
        } finally {
            spec.clearPassword();
        }
    }

    /// Never the verifier: it would let a reader of a log try PINs.
    @Override
    public String toString() {
        return "PinVerifier";
    }
}
