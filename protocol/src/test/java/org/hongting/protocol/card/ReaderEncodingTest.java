package org.hongting.protocol.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.hongting.protocol.card.ReaderEncoding.Ambiguous;
import org.hongting.protocol.card.ReaderEncoding.Found;
import org.hongting.protocol.card.ReaderEncoding.Sample;
import org.hongting.protocol.card.ReaderEncoding.Shortened;
import org.hongting.protocol.card.ReaderEncoding.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReaderEncodingTest {
    private static Sample sample(String typed, String known) {
        return new Sample(typed, new CardUid(HexFormat.of().parseHex(known)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0563537489        | 51e69621       | reversed-decimal",
                "563537489         | 51e69621       | reversed-decimal",
                "0652147431        | 26defae7       | decimal",
                "3891977766        | 26defae7       | reversed-decimal",
                "51E69621          | 51e69621       | hex",
                "2196E651          | 51e69621       | reversed-hex",
                "09950,64231       | 26defae7       | wiegand-34",
                "0995064231        | 26defae7       | wiegand-34",
                "59386,56870       | 26defae7       | reversed-wiegand-34",
                "80E5D4C3B2A104    | 04a1b2c3d4e580 | reversed-hex",
                "36281498998055172 | 04a1b2c3d4e580 | reversed-decimal"
            })
    void oneOrdinaryCardTells(String typed, String known, String word) {
        assertThat(ReaderEncoding.of(List.of(sample(typed, known))))
                .isEqualTo(new Found(CardEncoding.named(word).orElseThrow()));
    }

    @Test
    void aCardThatReadsTheSameFromBothEndsAsksForAnother() {
        Sample palindrome = sample("11222211", "11222211");

        assertThat(ReaderEncoding.of(List.of(palindrome)))
                .isEqualTo(new Ambiguous(List.of(CardEncoding.HEX, CardEncoding.REVERSED_HEX)));
        assertThat(ReaderEncoding.of(List.of(palindrome, sample("2196E651", "51e69621"))))
                .isEqualTo(new Found(CardEncoding.REVERSED_HEX));
    }

    @Test
    void aPalindromeInDecimalAsksForAnotherToo() {
        assertThat(ReaderEncoding.of(List.of(sample("0287449617", "11222211"))))
                .isEqualTo(new Ambiguous(List.of(CardEncoding.DECIMAL, CardEncoding.REVERSED_DECIMAL)));
    }

    @Test
    void aNumberThatIsTheSameInTwoWaysOfWritingAsksForAnother() {
        assertThat(ReaderEncoding.of(List.of(sample("0000000000", "00000000"))))
                .isInstanceOfSatisfying(
                        Ambiguous.class,
                        ambiguous -> assertThat(ambiguous.encodings())
                                .contains(CardEncoding.DECIMAL, CardEncoding.WIEGAND_34));
    }

    /// "222,64231" may be all of a 34-bit reader's word as well; two cards in a row that need no more than 26 are none.
    @Test
    void anIdentifierThatBeginsWithZeroAsksForAnotherToTellTheTwoWiegandsApart() {
        Sample zero = sample("222,64231", "00defae7");

        assertThat(ReaderEncoding.of(List.of(zero, zero)))
                .isEqualTo(new Ambiguous(List.of(CardEncoding.WIEGAND_26, CardEncoding.WIEGAND_34)));
        assertThat(ReaderEncoding.of(List.of(zero, sample("001,00002", "00010002"))))
                .isEqualTo(new Found(CardEncoding.WIEGAND_26));
        assertThat(ReaderEncoding.of(List.of(zero, sample("09950,64231", "26defae7"))))
                .isEqualTo(new Found(CardEncoding.WIEGAND_34));
    }

    @Test
    void withoutASampleEverythingIsPossible() {
        assertThat(ReaderEncoding.of(List.of())).isInstanceOf(Ambiguous.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "222,64231  | 26defae7       | 3 | 4",
                "222,64231  | e7fade26       | 3 | 4",
                "14613223   | 26defae7       | 3 | 4",
                "0014613223 | 26defae7       | 3 | 4",
                "04A1B2C3   | 04a1b2c3d4e580 | 4 | 7",
                "80E5D4C3   | 04a1b2c3d4e580 | 4 | 7",
                "3285509504 | 04a1b2c3d4e580 | 4 | 7"
            })
    void aReaderThatLeavesBytesOutIsToldApart(String typed, String known, int told, int of) {
        assertThat(ReaderEncoding.of(List.of(sample(typed, known)))).isEqualTo(new Shortened(told, of));
    }

    @Test
    void anotherCardThanTheKnownOneIsNotTakenForAnEncoding() {
        assertThat(ReaderEncoding.of(List.of(sample("0563537489", "26defae7")))).isEqualTo(new Unknown());
        assertThat(ReaderEncoding.of(List.of(sample("hello", "26defae7")))).isEqualTo(new Unknown());
        assertThat(ReaderEncoding.of(List.of(sample("0563537489", "51e69621"), sample("0652147431", "26defae7"))))
                .as("two readers, or one that was set anew in between")
                .isEqualTo(new Unknown());
    }

    @Test
    void everyEncodingIsFoundFromWhatItPrints() {
        String[] cards = {"51e69621", "00defae7", "e7fade00", "00010002", "02000100", "04a1b2c3d4e580"};
        for (CardEncoding encoding : CardEncoding.values()) {
            List<Sample> samples = Arrays.stream(cards)
                    .map(card -> new CardUid(HexFormat.of().parseHex(card)))
                    .flatMap(uid -> encoding.print(uid).map(typed -> new Sample(typed, uid)).stream())
                    .toList();
            // Eight digits are hexadecimal digits like any other: the wider encoding reads them all.
            CardEncoding expected = encoding == CardEncoding.EIGHT_HEX ? CardEncoding.HEX : encoding;
            assertThat(ReaderEncoding.of(samples)).isEqualTo(new Found(expected));
        }
    }
}
