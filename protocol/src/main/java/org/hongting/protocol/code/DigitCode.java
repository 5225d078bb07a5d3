package org.hongting.protocol.code;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/// Eighty bytes as one decimal number, the form in which codes of ours stand in a QR symbol. Digits survive keyboard
/// scanners, foreign layouts and input methods, and a QR symbol packs them as tightly as anything: 193 digits fit
/// version 5 at level M.
public final class DigitCode {
    /// Bytes of every code of version 1.
    public static final int BYTES = 80;

    /// Digits of the largest number of 80 bytes; shorter numbers are padded with zeros.
    public static final int DIGITS = 193;

    /// A scanner may eat leading zeros, and the first byte of every kind is small: anything shorter is not ours.
    private static final Pattern FORM = Pattern.compile("[0-9]{180,193}");

    private DigitCode() {}

    public static String write(byte[] code) {
        if (code.length != BYTES) {
            throw new IllegalArgumentException("a code has " + BYTES + " bytes");
        }
        String digits = new BigInteger(1, code).toString();
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    /// The bytes, unless the text is not in the form of our codes.
    public static Optional<byte[]> read(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        byte[] number = new BigInteger(text).toByteArray();
        int sign = number.length == BYTES + 1 && number[0] == 0 ? 1 : 0;
        int length = number.length - sign;
        if (length > BYTES) {
            return Optional.empty();
        }
        byte[] code = new byte[BYTES];
        System.arraycopy(number, sign, code, BYTES - length, length);
        return Optional.of(code);
    }
}
