package org.hongting.protocol.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardEncodingTest {
    private static CardUid uid(String hex) {
        return new CardUid(HexFormat.of().parseHex(hex));
    }

    private static CardEncoding named(String word) {
        return CardEncoding.named(word).orElseThrow();
    }

    /// The first five lines are others' cards, met in the wild: OCA/hr issue 619, and a public identifier tool.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hex                 | 51e69621             | 51E69621",
                "reversed-decimal    | 51e69621             | 0563537489",
                "decimal             | 26defae7             | 0652147431",
                "reversed-decimal    | 26defae7             | 3891977766",
                "hex                 | 26defae7             | 26DEFAE7",
                "reversed-hex        | 51e69621             | 2196E651",
                "8h                  | 51e69621             | 51E69621",
                "decimal             | 51e69621             | 1374066209",
                "reversed-hex        | 26defae7             | E7FADE26",
                "wiegand-34          | 26defae7             | 09950,64231",
                "reversed-wiegand-34 | 26defae7             | 59386,56870",
                "wiegand-26          | 00defae7             | 222,64231",
                "reversed-wiegand-26 | e7fade00             | 222,64231",
                // Leading zeros, and what signed numbers lose.
                "decimal             | 00000001             | 0000000001",
                "reversed-decimal    | 00000001             | 0016777216",
                "decimal             | 7fffffff             | 2147483647",
                "decimal             | 80000000             | 2147483648",
                "decimal             | ffffffff             | 4294967295",
                "reversed-decimal    | ffffffff             | 4294967295",
                "reversed-decimal    | 000000ff             | 4278190080",
                "wiegand-34          | ffff0001             | 65535,00001",
                "wiegand-26          | 00010002             | 001,00002",
                // Seven, eight and ten bytes.
                "hex                 | 04a1b2c3d4e580       | 04A1B2C3D4E580",
                "reversed-hex        | 04a1b2c3d4e580       | 80E5D4C3B2A104",
                "decimal             | 04a1b2c3d4e580       | 01303689068602752",
                "reversed-decimal    | 04a1b2c3d4e580       | 36281498998055172",
                "decimal             | 00000000000001       | 00000000000000001",
                "hex                 | e004010012345678     | E004010012345678",
                "decimal             | e004010012345678     | 16142028064219747960",
                "reversed-hex        | e004010012345678     | 78563412000104E0",
                "hex                 | 0102030405060708090a | 0102030405060708090A",
                "decimal             | 0102030405060708090a | 0004759477275222530853130"
            })
    void everyVectorReadsAndPrints(String word, String canonical, String written) {
        CardEncoding encoding = named(word);

        assertThat(encoding.parse(written)).hasValue(uid(canonical));
        assertThat(encoding.print(uid(canonical))).hasValue(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hex                 | 51:e6:96:21       | 51e69621",
                "hex                 | ' 51 E6-96 21 '   | 51e69621",
                "reversed-hex        | 21-96-e6-51       | 51e69621",
                "8h                  | 51e69621          | 51e69621",
                "reversed-decimal    | 563537489         | 51e69621",
                "decimal             | 12345             | 00003039",
                "decimal             | 1303689068602752  | 04a1b2c3d4e580",
                "wiegand-34          | 9950,64231        | 26defae7",
                "wiegand-34          | 0995064231        | 26defae7",
                "wiegand-34          | 09950，64231       | 26defae7",
                "wiegand-26          | 22264231          | 00defae7",
                "wiegand-26          | 1,2               | 00010002"
            })
    void whatPeopleAndSpreadsheetsMakeOfItIsReadToo(String word, String written, String canonical) {
        assertThat(named(word).parse(written)).hasValue(uid(canonical));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hex                 | 51E6962",
                "hex                 | 51E696211",
                "hex                 | 0x51E69621",
                "hex                 | 51E6962G",
                "hex                 | 51E6962100",
                "8h                  | 51 E6 96 21",
                "8h                  | 04A1B2C3D4E580",
                "decimal             | 4294967296",
                "decimal             | 9999999999",
                "decimal             | 1234",
                "decimal             | -652147431",
                "decimal             | +652147431",
                "decimal             | 6.5E+08",
                "decimal             | 6901234567892",
                "decimal             | 72057594037927936",
                "decimal             | 99999999999999999999",
                "decimal             | 9999999999999999999999999",
                "reversed-decimal    | 4294967296",
                "decimal             | ٠٦٥٢١٤٧٤٣١",
                "wiegand-26          | 256,1",
                "wiegand-26          | 0255,1",
                "wiegand-26          | 255,65536",
                "wiegand-26          | 25665535",
                "wiegand-26          | 123456789",
                "wiegand-34          | 65536,0",
                "wiegand-34          | 0,65536",
                "wiegand-34          | 6553600000",
                "wiegand-34          | 1,2,3",
                "wiegand-34          | 1 2",
                "wiegand-34          | ,"
            })
    void whatDoesNotFitIsNoCard(String word, String written) {
        assertThat(named(word).parse(written)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyIdentifierThatAnEncodingCanWriteComesBack(CardEncoding encoding) {
        Random random = new Random(7);
        int[] lengths = {4, 4, 4, 7, 8, 10};
        int written = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[lengths[random.nextInt(lengths.length)]];
            random.nextBytes(bytes);
            if (random.nextInt(3) == 0) {
                bytes[0] = 0;
            }
            if (random.nextInt(3) == 0) {
                bytes[bytes.length - 1] = 0;
            }
            CardUid uid = new CardUid(bytes);
            written += encoding.print(uid)
                    .map(text -> {
                        assertThat(encoding.parse(text)).as(text).hasValue(uid);
                        return 1;
                    })
                    .orElse(0);
        }
        assertThat(written).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @EnumSource
    void noEncodingThrowsOnRubbish(CardEncoding encoding) {
        Random random = new Random(8);
        String alphabet = "0123456789abcdefABCDEF ,，:-+eE.xX\u0000\n\t٣𝟗卡\uD800";
        Stream.of("", " ", ",", "0", "-", "9".repeat(40), "F".repeat(40), "9".repeat(100_000), "\uD835")
                .forEach(encoding::parse);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(CardEncoding.LONGEST_TEXT + 4); j > 0; j--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            encoding.parse(text.toString())
                    .ifPresent(uid -> assertThat(uid.bytes().length).isBetween(4, 10));
        }
        assertThat(encoding.parse("9".repeat(193))).as("a badge").isEmpty();
        assertThat(encoding.parse("1".repeat(41))).isEmpty();
    }

    @Test
    void anEncodingThatCannotSayAllOfACardSaysNothing() {
        assertThat(CardEncoding.WIEGAND_26.print(uid("51e69621"))).isEmpty();
        assertThat(CardEncoding.REVERSED_WIEGAND_26.print(uid("51e69621"))).isEmpty();
        for (CardEncoding fourBytesOnly :
                List.of(CardEncoding.EIGHT_HEX, CardEncoding.WIEGAND_34, CardEncoding.REVERSED_WIEGAND_34)) {
            assertThat(fourBytesOnly.print(uid("04a1b2c3d4e580"))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hexadecimal", "decimal ", "8H10D", "null"})
    void otherWordsNameNoEncoding(String word) {
        assertThat(CardEncoding.named(word)).isEmpty();
    }

    @Test
    void everyEncodingHasAWordOfItsOwn() {
        assertThat(CardEncoding.words()).doesNotHaveDuplicates().hasSize(CardEncoding.values().length);
        assertThat(Arrays.stream(CardEncoding.values()))
                .allMatch(encoding -> CardEncoding.named(encoding.word()).orElseThrow() == encoding);
        assertThat(CardEncoding.named("8H")).hasValue(CardEncoding.EIGHT_HEX);
    }
}
