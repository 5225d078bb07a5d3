package org.hongting.protocol.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.hongting.protocol.Samples;
import org.junit.jupiter.api.Test;

class P256Test {
    private static final byte[] MESSAGE = "红亭".getBytes(UTF_8);

    @Test
    void aSignatureHas64BytesAndHoldsForItsKeyAndMessageOnly() {
        byte[] signature = Samples.SIGNER.sign(MESSAGE);
        assertThat(signature).hasSize(P256.SIGNATURE_BYTES);
        assertThat(P256.verify(Samples.PAIR.getPublic(), MESSAGE, signature)).isTrue();
        assertThat(P256.verify(Samples.PAIR.getPublic(), "other".getBytes(UTF_8), signature))
                .isFalse();
    }

    @Test
    void bytesThatAreNoSignatureAreFalseAndNoFault() {
        for (byte[] bytes : List.of(new byte[0], new byte[63], new byte[64], new byte[65], new byte[1000])) {
            assertThat(P256.verify(Samples.PAIR.getPublic(), MESSAGE, bytes)).isFalse();
        }
    }

    @Test
    void onlyKeysOnTheCurveAreKeys() throws Exception {
        byte[] encoded = Samples.PAIR.getPublic().getEncoded();
        assertThat(P256.publicKey(encoded)).isEqualTo(Samples.PAIR.getPublic());
        KeyPairGenerator larger = KeyPairGenerator.getInstance("EC");
        larger.initialize(new ECGenParameterSpec("secp384r1"));
        byte[] other = larger.generateKeyPair().getPublic().getEncoded();
        for (byte[] bytes : List.of(new byte[0], new byte[91], other)) {
            assertThatIllegalArgumentException().isThrownBy(() -> P256.publicKey(bytes));
        }
    }

    @Test
    void aKeyIsNamedByItsHash() {
        assertThat(KeyId.of(Samples.PAIR.getPublic())).isEqualTo(Samples.SIGNER.key());
        assertThat(Samples.SIGNER.key().value()).matches("[0-9a-f]{16}");
    }

    @Test
    void aRawSignatureIsAValue() {
        byte[] bytes = Samples.SIGNER.sign(MESSAGE);
        RawSignature signature = new RawSignature(bytes);
        assertThat(signature).isEqualTo(new RawSignature(bytes.clone())).hasSameHashCodeAs(new RawSignature(bytes));
        bytes[0] ^= 1;
        assertThat(signature.isOver(MESSAGE, Samples.PAIR.getPublic())).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> new RawSignature(new byte[63]));
    }
}
