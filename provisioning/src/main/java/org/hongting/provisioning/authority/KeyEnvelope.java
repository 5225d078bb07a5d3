package org.hongting.provisioning.authority;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The site's keys as they lie on the disk: as they are, or encrypted by AES-256-GCM under a key that PBKDF2 with
/// HMAC-SHA-256 makes of the passphrase. Kind and rounds are authenticated with the content.
///
/// @param salt base64 like `nonce`, both empty when plain
/// @param content base64
record KeyEnvelope(
        @JsonProperty(required = true) int version,
        @JsonProperty(required = true) Kind kind,
        @JsonProperty(required = true) int rounds,
        @JsonProperty(required = true) String salt,
        @JsonProperty(required = true) String nonce,
        @JsonProperty(required = true) String content) {
    /// OWASP's figure for PBKDF2 with HMAC-SHA-256 (2023).
    static final int ROUNDS = 600_000;

    private static final int MOST_ROUNDS = 10_000_000;
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    enum Kind {
        PLAIN,
        PBKDF2_AES_GCM
    }

    KeyEnvelope {
        if (version != 1 || rounds < 0 || rounds > MOST_ROUNDS) {
            throw new IllegalArgumentException("not an envelope of version 1");
        }
    }

    static KeyEnvelope plain(byte[] content) {
        return new KeyEnvelope(1, Kind.PLAIN, 0, "", "", encode(content));
    }

    static KeyEnvelope wrap(byte[] content, Passphrase passphrase, int rounds, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(salt);
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, passphrase, rounds, salt, nonce);
            return new KeyEnvelope(
                    1, Kind.PBKDF2_AES_GCM, rounds, encode(salt), encode(nonce), encode(cipher.doFinal(content)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has PBKDF2 and AES-GCM", e);
        }
    }

    boolean wrapped() {
        return kind == Kind.PBKDF2_AES_GCM;
    }

    /// @throws AuthorityFault if a passphrase is missing or wrong, or the content was changed
    byte[] open(@Nullable Passphrase passphrase) {
        if (!wrapped()) {
            return decode(content);
        }
        if (passphrase == null) {
            throw new AuthorityFault("the site's keys are wrapped: give the passphrase in " + Passphrase.VARIABLE
                    + " or as the systemd credential " + Passphrase.CREDENTIAL);
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, passphrase, rounds, decode(salt), decode(nonce))
                    .doFinal(decode(content));
        } catch (AEADBadTagException e) {
            throw new AuthorityFault("the passphrase does not open the site's keys, or their file is damaged", e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new AuthorityFault("the site's key file is damaged: restore it from its backup", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static Cipher cipher(int mode, Passphrase passphrase, int rounds, byte[] salt, byte[] nonce)
            throws GeneralSecurityException {
        char[] characters = passphrase.characters();
        PBEKeySpec specification = new PBEKeySpec(characters, salt, rounds, 256);
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(specification)
                    .getEncoded();
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(("ht/v1/site-keys " + rounds).getBytes(StandardCharsets.US_ASCII));
            return cipher;
        } finally {
            specification.clearPassword();
            Arrays.fill(characters, '\0');
        }
    }
}
