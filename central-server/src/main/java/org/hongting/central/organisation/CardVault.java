package org.hongting.central.organisation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Keeps card identifiers so that a copy of the database alone tells none of them: sealed with AES-GCM, found again
/// by a keyed index. The key lies in its own file beside the database and is backed up apart from it. Safe for use by
/// many threads.
public final class CardVault {
    /// The key's file within the data folder.
    public static final String KEY_FILE = "card-vault.key";

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec sealing;
    private final byte[] indexing;
    private final SecureRandom random = new SecureRandom();

    /// @param secret 32 bytes
    public CardVault(byte[] secret) {
        if (secret.length != KEY_BYTES) {
            throw new IllegalArgumentException("the vault's key has 32 bytes");
        }
        sealing = new SecretKeySpec(keyed(secret, "ht/v1/vault/seal".getBytes(US_ASCII)), "AES");
        indexing = keyed(secret, "ht/v1/vault/index".getBytes(US_ASCII));
    }

    /// Opens the vault of a data folder, making its key at the first start.
    public static CardVault open(Path folder) throws IOException {
        Path file = folder.resolve(KEY_FILE);
        if (!Files.exists(file)) {
            byte[] secret = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(secret);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, secret, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        }
        return new CardVault(Files.readAllBytes(file));
    }

    /// The same for the same identifier, and without the key it tells nothing.
    String blindIndex(byte[] uid) {
        return HexFormat.of().formatHex(keyed(indexing, uid));
    }

    byte[] seal(byte[] uid) {
        try {
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, sealing, new GCMParameterSpec(TAG_BITS, nonce));
            byte[] sealed = cipher.doFinal(uid);
            byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, both, NONCE_BYTES, sealed.length);
            return both;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /// @throws IllegalStateException if it was sealed with another key or changed since
    byte[] open(byte[] sealed) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, sealing, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
            return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed card cannot be opened: is the vault's key the right one?", e);
        }
    }

    private static byte[] keyed(byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
