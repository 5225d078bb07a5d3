package org.hongting.protocol.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.hongting.protocol.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberCodeTest {
    private static final LocalDate LAST_DAY = LocalDate.of(2027, 8, 31);

    private static byte[] badge() {
        return MemberCode.signBadge(0xBEEF, 7, Samples.MEMBER, 0x8001, LAST_DAY, Samples.SIGNER);
    }

    private static byte[] pass() {
        return MemberCode.signPass(0xBEEF, 200, Samples.MEMBER, 0xFFFF_FFFEL, Samples.SIGNER);
    }

    @Test
    void aBadgeStandsInItsBytesAsWrittenDown() {
        byte[] code = badge();
        // kind, site, key, member, serial, 2799 days after 2020-01-01
        assertThat(HexFormat.of().formatHex(code, 0, 16))
                .isEqualTo("01" + "beef" + "07" + "1f2e3d4c5b6a7988" + "8001" + "0aef");
        MemberCode.Badge read = (MemberCode.Badge) MemberCode.parse(code).orElseThrow();
        assertThat(read.site()).isEqualTo(0xBEEF);
        assertThat(read.keyNumber()).isEqualTo(7);
        assertThat(read.member()).isEqualTo(Samples.MEMBER);
        assertThat(read.serial()).isEqualTo(0x8001);
        assertThat(read.lastDay()).isEqualTo(LAST_DAY);
        assertThat(read.isSignedWith(Samples.PAIR.getPublic())).isTrue();
    }

    @Test
    void aPassStandsInItsBytesAsWrittenDown() {
        byte[] code = pass();
        assertThat(HexFormat.of().formatHex(code, 0, 16))
                .isEqualTo("02" + "beef" + "c8" + "1f2e3d4c5b6a7988" + "fffffffe");
        MemberCode.Pass read = (MemberCode.Pass) MemberCode.parse(code).orElseThrow();
        assertThat(read.phoneNumber()).isEqualTo(200);
        assertThat(read.step()).isEqualTo(0xFFFF_FFFEL);
        assertThat(read.isSignedWith(Samples.PAIR.getPublic())).isTrue();
    }

    @Test
    void aFlippedBitMakesTheSignatureFalse() {
        for (byte[] code : List.of(badge(), pass())) {
            for (int bit = 0; bit < code.length * 8; bit += bit < 128 ? 1 : 5) {
                byte[] changed = code.clone();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(MemberCode.parse(changed).filter(read -> read.isSignedWith(Samples.PAIR.getPublic())))
                        .as("bit %d", bit)
                        .isEmpty();
            }
        }
    }

    @Test
    void aPassIsNoBadgeThoughItsBytesWereRelabelled() {
        byte[] code = pass();
        code[0] = MemberCode.BADGE;
        assertThat(MemberCode.parse(code).orElseThrow().isSignedWith(Samples.PAIR.getPublic()))
                .isFalse();
    }

    @Test
    void bytesOfNoKindOrLengthAreNothing() {
        for (int kind : List.of(0, 3, 127, 255)) {
            byte[] code = badge();
            code[0] = (byte) kind;
            assertThat(MemberCode.parse(code)).isEmpty();
        }
        assertThat(MemberCode.parse(new byte[79])).isEmpty();
        assertThat(MemberCode.parse(new byte[81])).isEmpty();
        assertThat(MemberCode.parse(new byte[0])).isEmpty();
    }

    @Test
    void whatDoesNotFitTheBytesIsNeverSigned() {
        List<Runnable> bad = List.of(
                () -> MemberCode.signBadge(-1, 1, Samples.MEMBER, 1, LAST_DAY, Samples.SIGNER),
                () -> MemberCode.signBadge(0x10000, 1, Samples.MEMBER, 1, LAST_DAY, Samples.SIGNER),
                () -> MemberCode.signBadge(1, 0, Samples.MEMBER, 1, LAST_DAY, Samples.SIGNER),
                () -> MemberCode.signBadge(1, 256, Samples.MEMBER, 1, LAST_DAY, Samples.SIGNER),
                () -> MemberCode.signBadge(1, 1, Samples.MEMBER, 0, LAST_DAY, Samples.SIGNER),
                () -> MemberCode.signBadge(1, 1, Samples.MEMBER, 0x10000, LAST_DAY, Samples.SIGNER),
                () -> MemberCode.signBadge(1, 1, Samples.MEMBER, 1, LocalDate.of(2019, 12, 31), Samples.SIGNER),
                () -> MemberCode.signBadge(1, 1, Samples.MEMBER, 1, LocalDate.of(2200, 1, 1), Samples.SIGNER),
                () -> MemberCode.signPass(1, 256, Samples.MEMBER, 1, Samples.SIGNER),
                () -> MemberCode.signPass(1, 1, Samples.MEMBER, -1, Samples.SIGNER),
                () -> MemberCode.signPass(1, 1, Samples.MEMBER, 1L << 32, Samples.SIGNER));
        for (Runnable one : bad) {
            assertThatIllegalArgumentException().isThrownBy(one::run);
        }
    }

    @Test
    void everyCodeSurvivesItsDigitsAndALossOfLeadingZeros() {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            byte[] code = new byte[DigitCode.BYTES];
            random.nextBytes(code);
            code[0] = (byte) (1 + i % 2);
            String digits = DigitCode.write(code);
            assertThat(digits).hasSize(DigitCode.DIGITS).containsOnlyDigits();
            assertThat(DigitCode.read(digits)).contains(code);
            assertThat(DigitCode.read(new BigInteger(digits).toString())).contains(code);
        }
    }

    @Test
    void theLargestCodeHas193DigitsAndNoLargerNumberIsOne() {
        byte[] largest = new byte[DigitCode.BYTES];
        Arrays.fill(largest, (byte) 0xFF);
        String digits = DigitCode.write(largest);
        assertThat(digits).hasSize(193).doesNotStartWith("0");
        assertThat(DigitCode.read(digits)).contains(largest);
        assertThat(DigitCode.read(new BigInteger(digits).add(BigInteger.ONE).toString()))
                .isEmpty();
        assertThat(DigitCode.read("9".repeat(193))).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> DigitCode.write(new byte[79]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "https://example.org", "WIFI:S:x;;", "-1", "１２３"})
    void textOfAnotherFormIsNothing(String text) {
        assertThat(DigitCode.read(text)).isEmpty();
        assertThat(DigitCode.read("1".repeat(190) + text)).isNotNull();
    }

    @Test
    void lengthsOutsideTheFormAreNothing() {
        assertThat(DigitCode.read("1".repeat(179))).isEmpty();
        assertThat(DigitCode.read("0".repeat(194))).isEmpty();
        assertThat(DigitCode.read("1".repeat(1_000_000))).isEmpty();
        assertThat(DigitCode.read("1".repeat(190) + "\n")).isEmpty();
        assertThat(DigitCode.read("１".repeat(190))).isEmpty();
    }
}
