package org.hongting.device.keyboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hongting.device.Shown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Key traces as scanners and people make them: `text@gap` types a text with that many milliseconds between
/// keys, `~n` waits, and `\r`, `\n`, `\t` are the end keys.
class KeyAssemblerTest {
    private static final long MILLIS = 1_000_000;

    static Stream<Arguments> traces() {
        return Stream.of(
                trace("a scanner that sends CR", "12345678@8 \r", "scan 12345678"),
                trace("a scanner that sends LF", "12345678@8 \n", "scan 12345678"),
                trace("a scanner that sends CRLF", "12345678@8 \r \n", "scan 12345678"),
                trace("a scanner that sends TAB", "12345678@8 \t", "scan 12345678"),
                trace("a scanner that sends nothing", "12345678@8 ~500", "scan 12345678"),
                trace("silence too short", "12345678@8 ~499", ""),
                trace("two scans without an end key", "1111@8 ~500 2222@8 ~80", "scan 1111|scan 2222"),
                trace("the second silence too short", "1111@8 ~500 2222@8 ~79", "scan 1111"),
                trace("an end key behind a silence", "1111@8 ~500 \r 2222@8 ~300 3333@8 \r", "scan 1111|scan 22223333"),
                trace("a stall in the first scan", "1111@8 ~300 2222@8 \r", "scan 11112222"),
                trace("a stall behind the first key", "1@8 ~200 2345678@0 9999@8 \r", "scan 123456789999"),
                trace("a stall behind the third key", "123@8 ~200 45678@0 9999@8 \r", "scan 123456789999"),
                trace("a scan behind one key of a person", "1@8 ~200 2345678@8 \r ~90 \r", "scan 2345678|typed 1"),
                trace("two scans back to back", "1111@8 \r 2222@8 \r", "scan 1111|scan 2222"),
                trace("a stall inside a scan", "1111@8 \r ~900 2222@8 ~300 3333@8 \r", "scan 1111|scan 22223333"),
                trace("keys that come in heaps", "1234@0 ~60 567@0 ~70 89@0 \r", "scan 123456789"),
                trace("an AIM mark", "]Q112345678@5 \r", "scan 12345678"),
                trace("a character-set mark", "\\00002612345678@5 \r", "scan 12345678"),
                trace("both marks", "]Q1\\00000312345678@5 \r", "scan 12345678"),
                trace("zeros stay", "0000000000@5 \r", "scan 0000000000"),
                trace("a slow scanner", "12345678@29 \r", "scan 12345678"),
                trace("a person", "20231234@140 \r", "typed 20231234"),
                trace("a quick person", "20231234@60 \r", "typed 20231234"),
                trace("a person and Enter twice", "20231234@140 \r \r", "typed 20231234"),
                trace("too short to tell", "12@5 \r", "typed 12"),
                trace("Enter alone", "\r \n", ""),
                trace("a scan behind half a number", "20@150 ~200 98765432@6 \r ~90 \r", "scan 98765432|typed 20"),
                trace(
                        "a person goes on after a scan",
                        "20@150 ~200 98765432@6 ~500 31@150 \r",
                        "scan 98765432|typed 2031"));
    }

    private static Arguments trace(String what, String keys, String expected) {
        return Arguments.of(what, keys, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("traces")
    void everyTraceBecomesItsBursts(String what, String keys, String expected) {
        KeyAssembler assembler = new KeyAssembler();
        List<Burst> bursts = new ArrayList<>();
        long now = 1000 * MILLIS;
        for (String step : keys.split(" ", -1)) {
            int at = step.lastIndexOf('@');
            if (step.startsWith("~")) {
                now += Long.parseLong(step.substring(1)) * MILLIS;
                bursts.addAll(assembler.quiet(now));
            } else if (at > 0) {
                long gap = Long.parseLong(step.substring(at + 1)) * MILLIS;
                for (int i = 0; i < at; i++) {
                    now += i == 0 ? 0 : gap;
                    bursts.addAll(assembler.key(step.charAt(i), now));
                }
            } else {
                bursts.addAll(assembler.key(step.charAt(0), now));
            }
        }
        assertThat(bursts.stream().map(KeyAssemblerTest::told).toList())
                .as(what)
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split("\\|", -1)));
    }

    private static String told(Burst burst) {
        return switch (burst) {
            case Burst.Scanned(String text, long _) -> "scan " + text;
            case Burst.TooLong(long length, long _) -> "too long " + length;
            case Burst.Typed(String text) -> "typed " + text;
        };
    }

    @Test
    void aTextOfExactlyTheCapIsWholeAndALongerOneIsCountedAndNotKept() {
        KeyAssembler assembler = new KeyAssembler();
        assertThat(told(scan(assembler, Shown.LONGEST_TEXT))).hasSize("scan ".length() + Shown.LONGEST_TEXT);
        assertThat(told(scan(assembler, Shown.LONGEST_TEXT + 1))).isEqualTo("too long 4097");
        assertThat(told(scan(assembler, 1_000_000))).isEqualTo("too long 1000000");
        assertThat(told(scan(assembler, 193))).hasSize("scan ".length() + 193);
    }

    private static Burst scan(KeyAssembler assembler, int length) {
        for (int i = 0; i < length; i++) {
            assertThat(assembler.key('5', i * MILLIS)).isEmpty();
        }
        return assembler.key('\r', length * MILLIS).getFirst();
    }
}
