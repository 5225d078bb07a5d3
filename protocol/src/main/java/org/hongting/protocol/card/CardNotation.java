package org.hongting.protocol.card;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The notations behind [CardEncoding], each of bytes in the order in which they are written. Nothing throws on text.
enum CardNotation {
    HEXADECIMAL {
        @Override
        Optional<byte[]> read(String text) {
            String digits = SEPARATORS.matcher(text).replaceAll("");
            return HEXADECIMAL_DIGITS.matcher(digits).matches()
                    ? Optional.of(HexFormat.of().parseHex(digits))
                    : Optional.empty();
        }

        @Override
        Optional<String> write(byte[] bytes) {
            return Optional.of(UPPER.formatHex(bytes));
        }
    },
    EIGHT_DIGITS {
        @Override
        Optional<byte[]> read(String text) {
            return EIGHT_HEXADECIMAL_DIGITS.matcher(text).matches()
                    ? Optional.of(HexFormat.of().parseHex(text))
                    : Optional.empty();
        }

        @Override
        Optional<String> write(byte[] bytes) {
            return bytes.length == FOUR ? Optional.of(UPPER.formatHex(bytes)) : Optional.empty();
        }
    },
    DECIMAL {
        @Override
        Optional<byte[]> read(String text) {
            return decimal(text);
        }

        @Override
        Optional<String> write(byte[] bytes) {
            return Optional.of(paddedDecimal(bytes));
        }
    },
    WIEGAND_26 {
        @Override
        Optional<byte[]> read(String text) {
            return wiegand(text, 3, 0xFF);
        }

        @Override
        Optional<String> write(byte[] bytes) {
            return bytes.length == FOUR && bytes[0] == 0 ? Optional.of(halves(bytes, 3)) : Optional.empty();
        }
    },
    WIEGAND_34 {
        @Override
        Optional<byte[]> read(String text) {
            return wiegand(text, 5, 0xFFFF);
        }

        @Override
        Optional<String> write(byte[] bytes) {
            return bytes.length == FOUR ? Optional.of(halves(bytes, 5)) : Optional.empty();
        }
    };

    private static final int FOUR = 4;
    private static final int NUMBER_BITS = 16;
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();
    private static final Pattern SEPARATORS = Pattern.compile("[ :-]");
    private static final Pattern HEXADECIMAL_DIGITS =
            Pattern.compile("[0-9a-fA-F]{8}|[0-9a-fA-F]{14}|[0-9a-fA-F]{16}|[0-9a-fA-F]{20}");
    private static final Pattern EIGHT_HEXADECIMAL_DIGITS = Pattern.compile("[0-9a-fA-F]{8}");
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

    abstract Optional<byte[]> read(String text);

    /// @return nothing where this notation cannot say the bytes in full
    abstract Optional<String> write(byte[] bytes);

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
