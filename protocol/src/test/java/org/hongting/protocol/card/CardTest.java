package org.hongting.protocol.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardTest {
    private static final byte[] SECRET = HexFormat.of().parseHex("00112233445566778899aabbccddeeff".repeat(2));

    private static CardUid uid(String hex) {
        return new CardUid(HexFormat.of().parseHex(hex));
    }

    @ParameterizedTest
    @CsvSource({
        "08112233,true",
        "51e69621,false",
        "00081122,false",
        "08112233445566,false",
        "0811223344556677,false",
        "08112233445566778899,false"
    })
    void onlyFourBytesBeginningWithEightAreRandom(String hex, boolean random) {
        assertThat(uid(hex).isRandom()).isEqualTo(random);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 5, 6, 9, 11, 64})
    void otherLengthsAreNoIdentifier(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CardUid(new byte[length]));
    }

    @Test
    void anIdentifierIsNeverPrintedAndCannotBeChangedFromOutside() {
        byte[] bytes = HexFormat.of().parseHex("51e69621");
        CardUid uid = new CardUid(bytes);
        bytes[0] = 0;
        assertThat(uid)
                .isEqualTo(uid("51e69621"))
                .hasToString("CardUid[4 bytes]")
                .hasSameHashCodeAs(uid("51e69621"));
    }

    @Test
    void aHashDependsOnCardKeyAndNumber() {
        CardHash hash = CardHash.of(uid("51e69621"), 1, SECRET);
        assertThat(hash.value()).matches("1:[0-9a-f]{32}");
        assertThat(CardHash.of(uid("51e69621"), 1, SECRET)).isEqualTo(hash);
        assertThat(CardHash.of(uid("51e69622"), 1, SECRET)).isNotEqualTo(hash);
        assertThat(CardHash.of(uid("51e69621"), 2, SECRET)).isNotEqualTo(hash);
        assertThat(CardHash.of(uid("51e69621"), 1, new byte[32])).isNotEqualTo(hash);
        assertThatIllegalArgumentException().isThrownBy(() -> CardHash.of(uid("51e69621"), 0, SECRET));
        assertThatIllegalArgumentException().isThrownBy(() -> CardHash.of(uid("51e69621"), 256, SECRET));
        assertThat(CardHash.ofForeign(new byte[] {1, 2, 3}, SECRET)).matches("[0-9a-f]{32}");
    }
}
