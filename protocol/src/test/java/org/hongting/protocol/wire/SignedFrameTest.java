package org.hongting.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hongting.protocol.Limits;
import org.hongting.protocol.Samples;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedFrameTest {
    private record Header(
            @JsonProperty(required = true) String word,
            @JsonProperty(required = true) long number) {}

    private static final Header HEADER = new Header("红", 5);
    private static final List<Line> REST = List.of(Line.of("one".getBytes(UTF_8)), Line.of("two".getBytes(UTF_8)));
    private static final String START = "{\"word\":\"红\",\"number\":5";

    private static byte[] frame() {
        return SignedFrame.seal(Domain.UP, HEADER, REST, Samples.SIGNER);
    }

    private static RefusedMessage.Reason refusal(Domain domain, byte[] frame, KeyDirectory keys) {
        RefusedMessage refused =
                catchThrowableOfType(RefusedMessage.class, () -> SignedFrame.open(domain, frame, Header.class, keys));
        assertThat(refused).as("must be refused").isNotNull();
        return refused.reason();
    }

    private static RefusedMessage.Reason refusal(byte[] frame) {
        return refusal(Domain.UP, frame, Samples.KEYS);
    }

    @Test
    void whatWasSealedOpens() {
        SignedFrame.Opened<Header> opened = SignedFrame.open(Domain.UP, frame(), Header.class, Samples.KEYS);
        assertThat(opened).isEqualTo(new SignedFrame.Opened<>(HEADER, Samples.SIGNER.key(), REST));
        byte[] alone = SignedFrame.seal(Domain.UP, HEADER, List.of(), Samples.SIGNER);
        assertThat(new String(alone, UTF_8))
                .startsWith(START + RawFrame.ending(Samples.SIGNER) + ",\"sig\":\"")
                .matches("(?s).*,\"sig\":\"[A-Za-z0-9_-]{86}\"}");
        assertThat(SignedFrame.open(Domain.UP, alone, Header.class, Samples.KEYS)
                        .rest())
                .isEmpty();
    }

    @Test
    void aFlippedBitAnywhereInTheHeaderIsRefused() {
        byte[] frame = frame();
        int header = new String(frame, UTF_8).indexOf('\n') + 2; // the Chinese character has three bytes
        for (int i = 0; i < header; i++) {
            for (int bit = 0; bit < 8; bit += i % 3 + 1) {
                byte[] changed = frame.clone();
                changed[i] ^= (byte) (1 << bit);
                assertThatThrownBy(() -> SignedFrame.open(Domain.UP, changed, Header.class, Samples.KEYS))
                        .as("byte %d bit %d", i, bit)
                        .isInstanceOf(RefusedMessage.class);
            }
        }
    }

    @Test
    void theUnusedBitsOfTheLastSignatureCharacterAreNoSecondForm() {
        byte[] frame = SignedFrame.seal(Domain.UP, HEADER, List.of(), Samples.SIGNER);
        int last = frame.length - 3;
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int value = alphabet.indexOf(frame[last]);
        assertThat(value % 16).isZero();
        frame[last] = (byte) alphabet.charAt(value + 1);
        assertThat(refusal(frame)).isEqualTo(RefusedMessage.Reason.MALFORMED);
    }

    @ParameterizedTest
    @EnumSource(Domain.class)
    void aSignatureIsWorthlessInEveryOtherDomain(Domain domain) {
        byte[] frame = SignedFrame.seal(domain, HEADER, List.of(), Samples.SIGNER);
        for (Domain other : Domain.values()) {
            if (other != domain) {
                assertThat(refusal(other, frame, Samples.KEYS)).isEqualTo(RefusedMessage.Reason.WRONG_SIGNATURE);
            }
        }
        assertThat(domain.text()).matches("ht/v1/[a-z]+");
    }

    @Test
    void anUnknownKeyIsRefusedAndSoIsAnotherKeyOfThatName() {
        KeyPair other = P256.newKeyPair(new SecureRandom());
        assertThat(refusal(Domain.UP, frame(), id -> null)).isEqualTo(RefusedMessage.Reason.UNKNOWN_KEY);
        assertThat(refusal(Domain.UP, frame(), id -> other.getPublic()))
                .isEqualTo(RefusedMessage.Reason.WRONG_SIGNATURE);
        byte[] signedByOther = RawFrame.sign(Domain.UP, START + RawFrame.ending(Samples.SIGNER), Signer.of(other));
        assertThat(refusal(signedByOther)).isEqualTo(RefusedMessage.Reason.WRONG_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"word\":\"红\",\"number\":5,\"suite\":\"P256\"",
                "{\"word\":\"红\",\"number\":5,\"key\":\"KEY\"",
                "{\"word\":\"红\",\"number\":5,\"key\":\"KEY\",\"suite\":\"SM2\"",
                "{\"word\":\"红\",\"number\":5,\"key\":\"KEY\",\"suite\":5",
                "{\"word\":\"红\",\"number\":5,\"key\":\"nobody\",\"suite\":\"P256\"",
                "{\"word\":\"红\",\"number\":5,\"key\":null,\"suite\":\"P256\"",
                "{\"word\":\"红\",\"number\":5,\"key\":\"KEY\",\"key\":\"KEY\",\"suite\":\"P256\"",
                "{\"word\":\"红\",\"key\":\"KEY\",\"suite\":\"P256\"",
                "{\"word\":\"红\",\"number\":\"5\",\"key\":\"KEY\",\"suite\":\"P256\"",
                "{\"word\":null,\"number\":5,\"key\":\"KEY\",\"suite\":\"P256\"",
                "{\"word\":\"红\",\"number\":5,\"sig\":\"\",\"key\":\"KEY\",\"suite\":\"P256\"",
                "[\"word\"",
                "",
                " "
            })
    void aHeaderOfAnotherFormIsMalformedEvenWhenSigned(String signed) {
        String text = signed.replace("KEY", Samples.SIGNER.key().value());
        assertThat(refusal(RawFrame.sign(Domain.UP, text, Samples.SIGNER))).isEqualTo(RefusedMessage.Reason.MALFORMED);
    }

    @Test
    void aSignatureThatIsNotTheLastFieldIsMalformed() {
        String good = new String(SignedFrame.seal(Domain.UP, HEADER, List.of(), Samples.SIGNER), UTF_8);
        for (String bad : List.of(
                good.substring(0, good.length() - 1) + ",\"x\":1}",
                good.substring(0, good.length() - 1) + " }",
                good + " ",
                good.replace(",\"sig\"", ", \"sig\""),
                good.replace("\"sig\":\"", "\"sig\": \""),
                good.replace("\"}", "=\"}"),
                good.substring(0, good.indexOf(",\"sig\"")) + "}",
                good.substring(0, good.indexOf(",\"sig\"")) + ",\"sig\":\"\"}",
                "{\"sig\":\"\",\"key\":\"" + Samples.SIGNER.key() + "\",\"suite\":\"P256\"}")) {
            assertThat(refusal(bad.getBytes(UTF_8))).as(bad).isEqualTo(RefusedMessage.Reason.MALFORMED);
        }
    }

    @Test
    void garbageAndNothingAreMalformed() {
        for (String text : List.of("", "\n", "\n\n", "{}", "null", "hello", "{\"a\":1}\n{}", "\u0000")) {
            assertThat(refusal(text.getBytes(UTF_8))).isEqualTo(RefusedMessage.Reason.MALFORMED);
        }
    }

    @Test
    void anOversizedFrameIsRefusedBeforeItIsParsedAndNeverSealed() {
        assertThat(refusal(Arrays.copyOf(frame(), Limits.MESSAGE_BYTES + 1)))
                .isEqualTo(RefusedMessage.Reason.TOO_LARGE);
        Line longest = Line.of(new byte[Limits.MESSAGE_BYTES]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedFrame.seal(Domain.UP, HEADER, List.of(longest), Samples.SIGNER));
    }

    @Test
    void aHeaderWithAPropertyOfTheFutureIsStillReadable() {
        byte[] frame = RawFrame.sign(
                Domain.UP, START + ",\"future\":{\"x\":[1]}" + RawFrame.ending(Samples.SIGNER), Samples.SIGNER);
        assertThat(SignedFrame.open(Domain.UP, frame, Header.class, Samples.KEYS)
                        .header())
                .isEqualTo(HEADER);
    }

    @ParameterizedTest
    @EnumSource(RefusedMessage.Reason.class)
    void aRefusalSaysItsReasonAndNothingElse(RefusedMessage.Reason reason) {
        assertThat(new RefusedMessage(reason)).hasMessage(reason.name());
        assertThat(reason.name()).isEqualTo(reason.name().toUpperCase(Locale.ROOT));
    }
}
