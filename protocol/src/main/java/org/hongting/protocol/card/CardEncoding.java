package org.hongting.protocol.card;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How a card's identifier is written: by readers that type, in a school's lists, on the card itself.
///
/// "Reversed" encodings take the identifier's last byte first, which is the usual order in China. Numbers are
/// unsigned: an identifier above `7FFFFFFF` is as good as any other. Facility and number are the halves of what a
/// Wiegand line carries, without its two parity bits.
public enum CardEncoding {
    /// Hexadecimal digits of 4, 7, 8 or 10 bytes, with or without blanks, colons or hyphens between: the canonical
    /// form.
    HEX("hex", CardNotation.HEXADECIMAL, false),
    /// The same from the last byte to the first.
    REVERSED_HEX("reversed-hex", CardNotation.HEXADECIMAL, true),
    /// Exactly eight hexadecimal digits and nothing between (a reader's setting "8H"): cards of four bytes only.
    EIGHT_HEX("8h", CardNotation.EIGHT_DIGITS, false),
    /// One decimal number, first byte first: 10 digits for 4 bytes, 17 for 7, 20 for 8, 25 for 10. Leading zeros may
    /// be missing, as spreadsheets leave them out.
    DECIMAL("decimal", CardNotation.DECIMAL, false),
    /// The same, last byte first: what most readers in China type.
    REVERSED_DECIMAL("reversed-decimal", CardNotation.DECIMAL, true),
    /// `facility,number` of 8 and 16 bits, or the eight digits `FFFNNNNN`. It carries three bytes: only identifiers
    /// whose first byte is zero can be written so, and what is read begins with zero.
    WIEGAND_26("wiegand-26", CardNotation.WIEGAND_26, false),
    /// The same of an identifier taken from its last byte: the zero that is not carried is its last byte.
    REVERSED_WIEGAND_26("reversed-wiegand-26", CardNotation.WIEGAND_26, true),
    /// `facility,number` of 16 bits each, or the ten digits `FFFFFNNNNN`: cards of four bytes.
    WIEGAND_34("wiegand-34", CardNotation.WIEGAND_34, false),
    /// The same, last byte first.
    REVERSED_WIEGAND_34("reversed-wiegand-34", CardNotation.WIEGAND_34, true);

    /// What is longer is no card number in any encoding.
    public static final int LONGEST_TEXT = 40;

    private final String word;
    private final CardNotation notation;
    private final boolean reversed;

    CardEncoding(String word, CardNotation notation, boolean reversed) {
        this.word = word;
        this.notation = notation;
        this.reversed = reversed;
    }

    /// As it stands in options and forms, like `reversed-decimal`.
    public String word() {
        return word;
    }

    public static Optional<CardEncoding> named(String word) {
        return Arrays.stream(values())
                .filter(encoding -> encoding.word.equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(CardEncoding::word).toList();
    }

    /// The identifier behind a text, or nothing where the text is none in this encoding. Never throws.
    public Optional<CardUid> parse(String text) {
        if (text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        return notation.read(text.strip()).map(bytes -> new CardUid(turned(bytes)));
    }

    /// The text of an identifier, or nothing where this encoding cannot say it in full. What is written can be read:
    /// `parse(print(uid))` is `uid`.
    public Optional<String> print(CardUid uid) {
        return notation.write(turned(uid.bytes()));
    }

    /// Whether every text that the other reads is read by this one as well, and alike.
    boolean includes(CardEncoding other) {
        return this == HEX && other == EIGHT_HEX;
    }

    /// Whether this one is hardly met by chance where the other is meant: 34 bits that need no more than 26 come once
    /// in 65,536 cards.
    boolean isPartOf(CardEncoding other) {
        return (this == WIEGAND_26 && other == WIEGAND_34)
                || (this == REVERSED_WIEGAND_26 && other == REVERSED_WIEGAND_34);
    }

    private byte[] turned(byte[] bytes) {
        return reversed ? reversed(bytes) : bytes;
    }

    static byte[] reversed(byte[] bytes) {
        byte[] turned = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            turned[i] = bytes[bytes.length - 1 - i];
        }
        return turned;
    }
}
