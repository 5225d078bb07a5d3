package org.hongting.simulator.simulation.scenario;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Serial;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.SignatureSpi;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hongting.protocol.record.Digest;
import org.jspecify.annotations.Nullable;

/// Signatures for the keys of simulations: a hash over the message and a word that belongs to the key, where a real one
/// would take three quarters of all the time of a simulation. Every other key is signed with and verified as ever:
/// Java asks the next provider. It simulates everything about a signature but that nobody can forge one.
final class QuickSignatures extends Provider {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";

    /// For both halves of each pair, by what tells them apart.
    private static final Map<BigInteger, byte[]> WORDS = new ConcurrentHashMap<>();

    private QuickSignatures() {
        super("HongtingSimulation", "1", "signatures of simulated terminals");
        putService(new ForOurKeys(this));
    }

    /// From now on for these.
    static void signFor(List<KeyPair> pairs) {
        for (KeyPair pair : pairs) {
            BigInteger point = number(pair.getPublic());
            BigInteger secret = number(pair.getPrivate());
            if (point != null && secret != null) {
                WORDS.put(point, point.toByteArray());
                WORDS.put(secret, point.toByteArray());
            }
        }
        Security.insertProviderAt(new QuickSignatures(), 1); // has no effect the second time
    }

    private static @Nullable BigInteger number(Object key) {
        return switch (key) {
            case ECPublicKey open -> open.getW().getAffineX();
            case ECPrivateKey secret -> secret.getS();
            default -> null;
        };
    }

    private static byte @Nullable [] word(Object key) {
        BigInteger number = number(key);
        return number == null ? null : WORDS.get(number);
    }

    private static final class ForOurKeys extends Service {
        ForOurKeys(Provider provider) {
            super(provider, "Signature", ALGORITHM, Quick.class.getName(), null, null);
        }

        @Override
        public boolean supportsParameter(Object key) {
            return key instanceof Key && word(key) != null;
        }

        @Override
        public Object newInstance(@Nullable Object none) {
            return new Quick();
        }
    }

    private static final class Quick extends SignatureSpi {
        private MessageDigest first = Digest.sha256();
        private MessageDigest second = Digest.sha256();

        private void begin(Key key) throws InvalidKeyException {
            byte[] word = word(key);
            if (word == null) {
                throw new InvalidKeyException("not a key of a simulation");
            }
            first = Digest.sha256();
            second = Digest.sha256();
            first.update("r".getBytes(US_ASCII));
            second.update("s".getBytes(US_ASCII));
            first.update(word);
            second.update(word);
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            begin(key);
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            begin(key);
        }

        @Override
        protected void engineUpdate(byte one) {
            first.update(one);
            second.update(one);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int from, int length) {
            first.update(bytes, from, length);
            second.update(bytes, from, length);
        }

        @Override
        protected byte[] engineSign() {
            byte[] signature = new byte[2 * first.getDigestLength()];
            System.arraycopy(first.digest(), 0, signature, 0, signature.length / 2);
            System.arraycopy(second.digest(), 0, signature, signature.length / 2, signature.length / 2);
            return signature;
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return MessageDigest.isEqual(engineSign(), signature);
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException("there is nothing to set");
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException("there is nothing to get");
        }
    }
}
