package org.hongting.protocol.card;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a card's identifier is written: by readers that type, in a school's lists, on the card itself.
///
/// "Reversed" encodings take the identifier's last byte first, which is the usual order in China. Numbers are
/// unsigned: an identifier above `7FFFFFFF` is as good as any other. Facility and number are the halves of what a
/// Wiegand line carries, without its two parity bits.
public enum CardEncoding {
    /// Hexadecimal digits of 4, 7, 8 or 10 bytes, with or without blanks, colons or hyphens between: the canonical
    /// form.
    HEX("hex", false) {
        @Override
        Optional<byte[]> read(String text) {
            return hexadecimal(text);
        }

        @Override
        Optional<String> write(byte[] bytes) {
            return Optional.of(UPPER.formatHex(bytes));
        }
    },
    /// The same from the last byte to the first.
    REVERSED_HEX("reversed-hex", true) {
        @Override
        Optional<byte[]> read(String text) {
            return hexadecimal(text);
        }

        @Override
        Optional<String> write(byte[] bytes) {
            return Optional.of(UPPER.formatHex(bytes));
        }
    },
    /// Exactly eight hexadecimal digits and nothing between (a reader's setting "8H"): cards of four bytes only.
    EIGHT_HEX("8h", false) {
        @Override
        Optional<byte[]> read(String text) {
            return EIGHT_DIGITS.matcher(text).matches()
                    ? Optional.of(HexFormat.of().parseHex(text))
                    : Optional.empty();
        }

        @Override
        Optional<String> write(byte[] bytes) {
            return bytes.length == FOUR ? Optional.of(UPPER.formatHex(bytes)) : Optional.empty();
        }
    },
    /// One decimal number, first byte first: 10 digits for 4 bytes, 17 for 7, 20 for 8, 25 for 10. Leading zeros may
    /// be missing, as spreadsheets leave them out.
    DECIMAL("decimal", false) {
        @Override
        Optional<byte[]> read(String text) {
            return decimal(text);
        }

        @Override
        Optional<String> write(byte[] bytes) {
            return Optional.of(paddedDecimal(bytes));
        }
    },
    /// The same, last byte first: what most readers in China type.
    REVERSED_DECIMAL("reversed-decimal", true) {
        @Override
        Optional<byte[]> read(String text) {
            return decimal(text);
        }

        @Override
        Optional<String> write(byte[] bytes) {
            return Optional.of(paddedDecimal(bytes));
        }
    },
    /// `facility,number` of 8 and 16 bits, or the eight digits `FFFNNNNN`. It carries three bytes: only identifiers
    /// whose first byte is zero can be written so, and what is read begins with zero.
    WIEGAND_26("wiegand-26", false) {
        @Override
        Optional<byte[]> read(String text) {
            return wiegand(text, 3, 0xFF);
        }

        @Override
        Optional<String> write(byte[] bytes) {
            return bytes.length == FOUR && bytes[0] == 0 ? Optional.of(halves(bytes, 3)) : Optional.empty();
        }
    },
    /// The same of an identifier taken from its last byte: the zero that is not carried is its last byte.
    REVERSED_WIEGAND_26("reversed-wiegand-26", true) {
        @Override
        Optional<byte[]> read(String text) {
            return wiegand(text, 3, 0xFF);
        }

        @Override
        Optional<String> write(byte[] bytes) {
            return bytes.length == FOUR && bytes[0] == 0 ? Optional.of(halves(bytes, 3)) : Optional.empty();
        }
    },
    /// `facility,number` of 16 bits each, or the ten digits `FFFFFNNNNN`: cards of four bytes.
    WIEGAND_34("wiegand-34", false) {
        @Override
        Optional<byte[]> read(String text) {
            return wiegand(text, 5, 0xFFFF);
        }

        @Override
        Optional<String> write(byte[] bytes) {
            return bytes.length == FOUR ? Optional.of(halves(bytes, 5)) : Optional.empty();
        }
    },
    /// The same, last byte first.
    REVERSED_WIEGAND_34("reversed-wiegand-34", true) {
        @Override
        Optional<byte[]> read(String text) {
            return wiegand(text, 5, 0xFFFF);
        }

        @Override
        Optional<String> write(byte[] bytes) {
            return bytes.length == FOUR ? Optional.of(halves(bytes, 5)) : Optional.empty();
        }
    };

    /// What is longer is no card number in any encoding.
    public static final int LONGEST_TEXT = 40;

    private static final int FOUR = 4;
    private static final int NUMBER_BITS = 16;
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();
    private static final Pattern SEPARATORS = Pattern.compile("[ :-]");
    private static final Pattern HEXADECIMAL =
            Pattern.compile("[0-9a-fA-F]{8}|[0-9a-fA-F]{14}|[0-9a-fA-F]{16}|[0-9a-fA-F]{20}");
    private static final Pattern EIGHT_DIGITS = Pattern.compile("[0-9a-fA-F]{8}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{5,25}");
    private static final Pattern HALVES = Pattern.compile("([0-9]{1,5})[,，]([0-9]{1,5})");

    /// Widths of decimal numbers, and how few digits may be left of each: a number of 11 to 14 digits is no card
    /// but, for example, a bar code.
    private enum Width {
        FOUR_BYTES(4, 5, 10),
        SEVEN_BYTES(7, 15, 17),
        EIGHT_BYTES(8, 18, 20),
        TEN_BYTES(10, 23, 25);

        private final int bytes;
        private final int fewest;
        private final int digits;

        Width(int bytes, int fewest, int digits) {
            this.bytes = bytes;
            this.fewest = fewest;
            this.digits = digits;
        }
    }

    private final String word;
    private final boolean reversed;

    CardEncoding(String word, boolean reversed) {
        this.word = word;
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
        return read(text.strip()).map(bytes -> new CardUid(turned(bytes)));
    }

    /// The text of an identifier, or nothing where this encoding cannot say it in full. What is written can be read:
    /// `parse(print(uid))` is `uid`.
    public Optional<String> print(CardUid uid) {
        return write(turned(uid.bytes()));
    }

    abstract Optional<byte[]> read(String text);

    abstract Optional<String> write(byte[] bytes);

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

    private static Optional<byte[]> hexadecimal(String text) {
        String digits = SEPARATORS.matcher(text).replaceAll("");
        return HEXADECIMAL.matcher(digits).matches()
                ? Optional.of(HexFormat.of().parseHex(digits))
                : Optional.empty();
    }

    private static Optional<byte[]> decimal(String text) {
        if (!DIGITS.matcher(text).matches()) {
            return Optional.empty();
        }
        return Arrays.stream(Width.values())
                .filter(width -> text.length() >= width.fewest && text.length() <= width.digits)
                .findFirst()
                .flatMap(width -> bytesOf(new BigInteger(text), width.bytes));
    }

    private static String paddedDecimal(byte[] bytes) {
        int digits = Arrays.stream(Width.values())
                .filter(width -> width.bytes == bytes.length)
                .findFirst()
                .orElseThrow()
                .digits;
        String number = new BigInteger(1, bytes).toString();
        return "0".repeat(digits - number.length()) + number;
    }

    /// Nothing where the number needs more bytes.
    private static Optional<byte[]> bytesOf(BigInteger number, int length) {
        if (number.bitLength() > length * Byte.SIZE) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length];
        byte[] given = number.toByteArray();
        int taken = Math.min(given.length, length);
        System.arraycopy(given, given.length - taken, bytes, length - taken, taken);
        return Optional.of(bytes);
    }

    private static Optional<byte[]> wiegand(String text, int facilityDigits, int mostFacility) {
        Matcher halves = HALVES.matcher(withComma(text, facilityDigits));
        if (!halves.matches() || halves.group(1).length() > facilityDigits) {
            return Optional.empty();
        }
        long facility = Long.parseLong(halves.group(1));
        long number = Long.parseLong(halves.group(2));
        if (facility > mostFacility || number > 0xFFFF) {
            return Optional.empty();
        }
        return bytesOf(BigInteger.valueOf(facility << NUMBER_BITS | number), FOUR);
    }

    /// All digits in a row are halves of fixed width.
    private static String withComma(String text, int facilityDigits) {
        boolean row =
                text.length() == facilityDigits + 5 && DIGITS.matcher(text).matches();
        return row ? text.substring(0, facilityDigits) + "," + text.substring(facilityDigits) : text;
    }

    private static String halves(byte[] bytes, int facilityDigits) {
        long number = new BigInteger(1, bytes).longValueExact();
        return String.format(Locale.ROOT, "%0" + facilityDigits + "d,%05d", number >> NUMBER_BITS, number & 0xFFFF);
    }
}
