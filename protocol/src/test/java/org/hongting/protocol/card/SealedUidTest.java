package org.hongting.protocol.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.signing.P256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealedUidTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final CardUid UID = new CardUid(HEX.parseHex("51e69621"));
    private static final SealedUid.Bound BOUND = new SealedUid.Bound(
            new TerminalId("hall-east-1"),
            new MemberId("1f2e3d4c5b6a7988"),
            new CardHash("1:00112233445566778899aabbccddeeff"));

    private final KeyPair site = P256.newKeyPair(new SecureRandom());
    private final SealedUid.SealKey key = new SealedUid.SealKey(1, site.getPublic());

    private Fact.Sealed seal(CardUid uid) {
        return SealedUid.seal(uid, BOUND, key, P256.newKeyPair(new SecureRandom()));
    }

    /// RFC 5869, appendix A.1 to A.3: the derivation is the JDK's, and it is the one meant.
    @ParameterizedTest
    @CsvSource({
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 000102030405060708090a0b0c, f0f1f2f3f4f5f6f7f8f9,"
                + " 3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, '', '',"
                + " 8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
    })
    void theDerivationIsThatOfTheStandard(String input, String salt, String info, String output) throws Exception {
        HKDFParameterSpec spec = HKDFParameterSpec.ofExtract()
                .addIKM(HEX.parseHex(input))
                .addSalt(HEX.parseHex(salt))
                .thenExpand(HEX.parseHex(info), output.length() / 2);
        assertThat(HEX.formatHex(KDF.getInstance("HKDF-SHA256").deriveData(spec)))
                .isEqualTo(output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"51e69621", "04a1b2c3d4e5f6", "e0040150aabbccdd", "04a1b2c3d4e5f6071829"})
    void whatWasSealedOpensWithTheSitesKey(String uid) {
        CardUid card = new CardUid(HEX.parseHex(uid));
        assertThat(SealedUid.open(seal(card), BOUND, site)).contains(card);
    }

    /// Made once. Whoever changes what it opens to has made the seals in journals unreadable.
    @Test
    void aRecordedSealStillOpens() throws Exception {
        Base64.Decoder base64 = Base64.getDecoder();
        KeyPair recorded = new KeyPair(
                P256.publicKey(base64.decode(
                        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEjMUw5AB+VJLj3K9XDL7b5qt4beXgmvCbE6/r/n/uRXJgl5MNPmS7uEgzGg/0"
                                + "5RMS4e87n67/vryUiYPoqEgLGw==")),
                KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(
                                        base64.decode(
                                                "MEECAQAwEwYHKoZIzj0CAQYIKoZIzj0DAQcEJzAlAgEBBCAw76udJLEgYiksx766evofJgEprhLbZlVyHR6iMuxBsw=="))));
        Fact.Sealed sealed = new Fact.Sealed(
                1,
                "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEKNMEagqJTXKstIfNqoRV4XfRRVcH7hVCUfUsqGR632AWqpH1ULofDv1dOBi9MBMJ"
                        + "KpDT5jpLJo/eqixMNjgbmw==",
                "1kApByduxcacEovVi0xOhK1ezSYZ9PAdbf8O");
        assertThat(SealedUid.open(sealed, BOUND, recorded)).contains(new CardUid(HEX.parseHex("04a1b2c3d4e5f6")));
    }

    @Test
    void everySealIsAnotherAndNoneTellsTheLengthOfItsCard() {
        Fact.Sealed four = seal(UID);
        Fact.Sealed ten = seal(new CardUid(HEX.parseHex("04a1b2c3d4e5f6071829")));
        assertThat(seal(UID)).isNotEqualTo(four);
        assertThat(ten.box()).hasSameSizeAs(four.box());
        assertThat(HEX.formatHex(Base64.getDecoder().decode(four.box()))).doesNotContain("51e69621");
    }

    @Test
    void outsideItsRecordASealOpensNowhere() {
        Fact.Sealed sealed = seal(UID);
        assertThat(SealedUid.open(
                        sealed, new SealedUid.Bound(new TerminalId("hall-west-2"), BOUND.member(), BOUND.card()), site))
                .isEmpty();
        assertThat(SealedUid.open(
                        sealed,
                        new SealedUid.Bound(BOUND.terminal(), new MemberId("00000000000000a1"), BOUND.card()),
                        site))
                .isEmpty();
        assertThat(SealedUid.open(
                        sealed,
                        new SealedUid.Bound(
                                BOUND.terminal(), BOUND.member(), new CardHash("2:00112233445566778899aabbccddeeff")),
                        site))
                .isEmpty();
    }

    @Test
    void aChangedSealAndOneForAnotherKeyOpenToNothing() {
        Fact.Sealed sealed = seal(UID);
        byte[] box = Base64.getDecoder().decode(sealed.box());
        for (int i = 0; i < box.length; i++) {
            byte[] changed = Arrays.copyOf(box, box.length);
            changed[i] ^= 1;
            assertThat(SealedUid.open(
                            new Fact.Sealed(
                                    1, sealed.ephemeral(), Base64.getEncoder().encodeToString(changed)),
                            BOUND,
                            site))
                    .isEmpty();
        }
        assertThat(SealedUid.open(
                        new Fact.Sealed(
                                1, sealed.ephemeral(), Base64.getEncoder().encodeToString(new byte[5])),
                        BOUND,
                        site))
                .isEmpty();
        assertThat(SealedUid.open(new Fact.Sealed(1, "not base64", "%"), BOUND, site))
                .isEmpty();
        assertThat(SealedUid.open(sealed, BOUND, P256.newKeyPair(new SecureRandom())))
                .isEmpty();
    }
}
