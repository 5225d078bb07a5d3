package org.hongting.protocol.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;

/// Reads an envelope in the very bytes that [Envelope#toLine] writes, without a JSON parser: the centre reads one for
/// every record of every terminal. Whatever is written in any other way, good or bad, is left to the parser, which has
/// the only word on what is refused.
final class PlainEnvelope {
    private static final byte[] SEQ = bytes("{\"seq\":");
    private static final byte[] AT = bytes(",\"at\":\"");
    private static final byte[] CLOCK = bytes("\",\"clock\":\"");
    private static final byte[] BOOT = bytes("\",\"boot\":\"");
    private static final byte[] MONO = bytes("\",\"mono\":");
    private static final byte[] TYPE = bytes(",\"type\":\"");
    private static final byte[] VERSION = bytes("\",\"v\":");
    private static final byte[] BODY = bytes(",\"body\":\"");
    private static final byte[] END = bytes("\"}");

    /// All numbers of so many digits are a `long`.
    private static final int DIGITS = 18;

    private static final int DIGITS_OF_A_VERSION = 9;
    private static final int MILLI = 1_000_000;

    private final byte[] line;
    private int at;

    private PlainEnvelope(byte[] line) {
        this.line = line;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }

    /// Empty where it is not written so.
    static Optional<Envelope> read(Line line) {
        try {
            return Optional.of(new PlainEnvelope(line.bytes()).envelope());
        } catch (NotSo | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private Envelope envelope() {
        skip(SEQ);
        long seq = number(DIGITS);
        skip(AT);
        OffsetDateTime wall = wall();
        skip(CLOCK);
        ClockQuality quality = ClockQuality.valueOf(word());
        skip(BOOT);
        BootId boot = new BootId(word());
        skip(MONO);
        long mono = number(DIGITS);
        skip(TYPE);
        String type = word();
        skip(VERSION);
        int version = (int) number(DIGITS_OF_A_VERSION);
        skip(BODY);
        Digest body = Digest.ofHex(word());
        skip(END);
        require(at == line.length);
        return new Envelope(seq, new ClockReading(wall, quality, boot, mono), type, version, body);
    }

    /// Like `2026-11-22T09:00:03.120+08:00`.
    private OffsetDateTime wall() {
        int year = digits(4);
        skip('-');
        int month = digits(2);
        skip('-');
        int day = digits(2);
        skip('T');
        int hour = digits(2);
        skip(':');
        int minute = digits(2);
        skip(':');
        int second = digits(2);
        skip('.');
        int milli = digits(3);
        boolean east = next() == '+';
        require(east || line[at - 1] == '-');
        int hours = digits(2);
        skip(':');
        int minutes = digits(2);
        require(east || hours + minutes > 0);
        ZoneOffset offset = ZoneOffset.ofHoursMinutes(east ? hours : -hours, east ? minutes : -minutes);
        return LocalDateTime.of(year, month, day, hour, minute, second, milli * MILLI)
                .atOffset(offset);
    }

    private byte next() {
        require(at < line.length);
        return line[at++];
    }

    private void skip(char wanted) {
        require(next() == wanted);
    }

    private void skip(byte[] wanted) {
        for (byte one : wanted) {
            require(next() == one);
        }
    }

    private int digits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = 10 * value + digit();
        }
        return value;
    }

    private int digit() {
        byte one = next();
        require(one >= '0' && one <= '9');
        return one - '0';
    }

    /// Of one to so many digits, without a sign and with no zero at its head.
    private long number(int most) {
        int from = at;
        long value = digit();
        while (at < line.length && line[at] >= '0' && line[at] <= '9') {
            value = 10 * value + digit();
            require(at - from <= most && line[from] != '0');
        }
        return value;
    }

    /// Up to the next quotation mark, of signs that JSON writes as they are.
    private String word() {
        int from = at;
        while (at < line.length && line[at] != '"') {
            require(line[at] >= ' ' && line[at] != '\\');
            at++;
        }
        return new String(line, from, at - from, ISO_8859_1);
    }

    private static void require(boolean plain) {
        if (!plain) {
            throw new NotSo();
        }
    }

    /// Says nothing and costs nothing: the parser is asked then.
    private static final class NotSo extends RuntimeException {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        NotSo() {
            super(null, null, false, false);
        }
    }
}
