package org.hongting.protocol.claim;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;

/// The forms and caps of what stands in claim messages. No message of a fault quotes what was read.
final class ClaimText {
    /// A DNS name or an IP address as text; no port, no path.
    static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.:-]{0,252}[A-Za-z0-9])?");

    /// Whatever token the centre prints; only the centre knows its exact form.
    static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z-]{16,64}");

    /// 128 random bits.
    static final Pattern NONCE = Pattern.compile("[0-9a-f]{32}");

    private static final int NONCE_BYTES = 16;
    private static final int CERTIFICATE_BYTES = 8 * 1024;

    private ClaimText() {}

    static String nonce(RandomGenerator random) {
        byte[] drawn = new byte[NONCE_BYTES];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    /// @param cap in characters; control characters are refused because names end on screens and in logs
    static void requireLine(String what, String text, int cap) {
        if (text.length() > cap || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(what + " is not one line of at most " + cap + " characters");
        }
    }

    static void requireForm(String what, String text, Pattern form) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException("not a " + what);
        }
    }

    static void requirePort(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a port");
        }
    }

    static byte[] decode(String what, String base64, int cap) {
        if (base64.length() > (cap + 2) / 3 * 4) {
            throw new IllegalArgumentException(what + " is longer than " + cap + " bytes");
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(what + " is not base64", e);
        }
        if (bytes.length == 0 || bytes.length > cap) {
            throw new IllegalArgumentException(what + " has not 1 to " + cap + " bytes");
        }
        return bytes;
    }

    static byte[] certificate(String base64) {
        return decode("certificate", base64, CERTIFICATE_BYTES);
    }

    static List<byte[]> certificates(List<String> base64) {
        return base64.stream().map(ClaimText::certificate).toList();
    }

    static void requireCertificates(List<String> base64, int cap) {
        if (base64.isEmpty() || base64.size() > cap) {
            throw new IllegalArgumentException("not 1 to " + cap + " certificates");
        }
        base64.forEach(ClaimText::certificate);
    }

    static <T> T read(byte[] utf8, int cap, Class<T> type) {
        if (utf8.length > cap) {
            throw new MalformedJson("longer than " + cap + " bytes");
        }
        return Json.read(utf8, type);
    }
}
