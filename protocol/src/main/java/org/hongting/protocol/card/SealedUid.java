package org.hongting.protocol.card;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.signing.P256;

/// A card's identifier that only the centre can read: what a terminal writes into its journal when a card is bound
/// there. Whoever has the terminal's disk, its keys and the journal reads none of them.
///
/// ECDH on P-256 of a key made for this one seal with the site's seal key; HKDF-SHA-256 (RFC 5869) over the shared
/// secret with `ephemeral || seal key` (SubjectPublicKeyInfo each) as salt and `ht/v1/uid-seal` as info gives 32 bytes
/// of key and 12 of nonce; AES-256-GCM over 11 bytes: the identifier's length, its bytes, zeros. The additional data
/// are `"ht/v1/uid-seal\n" terminal "\n" member "\n" hash`: a seal that is taken out of its record opens nowhere else.
public final class SealedUid {
    private static final String DOMAIN = "ht/v1/uid-seal";
    private static final int PADDED_BYTES = 11;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private SealedUid() {}

    /// The record that the seal stands in.
    public record Bound(TerminalId terminal, MemberId member, CardHash card) {
        private byte[] bytes() {
            return (DOMAIN + "\n" + terminal + "\n" + member + "\n" + card).getBytes(US_ASCII);
        }
    }

    /// The site's key to seal for, as terminals are told of it.
    public record SealKey(int number, PublicKey key) {}

    /// @param once a key pair that was made for this seal and is forgotten after it
    public static Fact.Sealed seal(CardUid uid, Bound bound, SealKey key, KeyPair once) {
        try {
            byte[] plain = new byte[PADDED_BYTES];
            byte[] bytes = uid.bytes();
            plain[0] = (byte) bytes.length;
            System.arraycopy(bytes, 0, plain, 1, bytes.length);
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, once.getPrivate(), key.key(), once.getPublic(), key.key());
            cipher.updateAAD(bound.bytes());
            return new Fact.Sealed(key.number(), base64(once.getPublic().getEncoded()), base64(cipher.doFinal(plain)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has what a seal is made of", e);
        }
    }

    /// @param own the pair of the seal key whose number the seal names
    /// @return nothing where the seal was made for another record or another key, or was changed since
    public static Optional<CardUid> open(Fact.Sealed sealed, Bound bound, KeyPair own) {
        try {
            PublicKey once = P256.publicKey(Base64.getDecoder().decode(sealed.ephemeral()));
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, own.getPrivate(), once, once, own.getPublic());
            cipher.updateAAD(bound.bytes());
            byte[] plain = cipher.doFinal(Base64.getDecoder().decode(sealed.box()));
            return plain.length == PADDED_BYTES && plain[0] > 0 && plain[0] < PADDED_BYTES
                    ? Optional.of(new CardUid(Arrays.copyOfRange(plain, 1, 1 + plain[0])))
                    : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, PrivateKey mine, PublicKey theirs, PublicKey ephemeral, PublicKey recipient)
            throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(mine);
        agreement.doPhase(theirs, true);
        byte[] derived = KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addIKM(agreement.generateSecret())
                        .addSalt(ephemeral.getEncoded())
                        .addSalt(recipient.getEncoded())
                        .thenExpand(DOMAIN.getBytes(US_ASCII), KEY_BYTES + NONCE_BYTES));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                new SecretKeySpec(derived, 0, KEY_BYTES, "AES"),
                new GCMParameterSpec(TAG_BITS, derived, KEY_BYTES, NONCE_BYTES));
        return cipher;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
