package org.hongting.protocol.signing;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;

/// ECDSA on NIST P-256 with SHA-256, signatures as 64 raw bytes (r then s, IEEE P1363), the form WebCrypto makes. It
/// is suite `P256` of version 1; the frame names its suite so that another (SM2 with SM3, say, also 64 bytes) can
/// stand beside it.
public final class P256 {
    /// The suite's name in frames.
    public static final String SUITE = "P256";

    /// Bytes of a signature.
    public static final int SIGNATURE_BYTES = 64;

    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";
    private static final int FIELD_BITS = 256;

    private P256() {}

    public static KeyPair newKeyPair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    /// @param subjectPublicKeyInfo DER
    /// @throws IllegalArgumentException if the bytes are not a P-256 public key
    public static PublicKey publicKey(byte[] subjectPublicKeyInfo) {
        try {
            PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo));
            if (key instanceof ECPublicKey elliptic
                    && elliptic.getParams().getCurve().getField().getFieldSize() == FIELD_BITS) {
                return key;
            }
            throw new IllegalArgumentException("not a key on P-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an elliptic-curve public key", e);
        }
    }

    public static byte[] sign(java.security.PrivateKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key cannot sign", e);
        }
    }

    /// @return false for a wrong signature and for bytes that are none
    public static boolean verify(PublicKey key, byte[] message, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(message);
            return signed.length == SIGNATURE_BYTES && signature.verify(signed);
        } catch (SignatureException | InvalidKeyException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has ECDSA", e);
        }
    }
}
