package org.hongting.protocol.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.time.ClockQuality;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTest {
    private record Probe(
            @JsonProperty(required = true) TerminalId terminal,
            @JsonProperty(required = true) long count,
            @JsonProperty(required = true) ClockQuality clock,
            @JsonProperty(required = true) List<String> words,
            @Nullable OffsetDateTime at) {
        Probe {
            words = List.copyOf(words);
        }
    }

    private static final String GOOD = "{\"terminal\":\"a-1\",\"count\":7,\"clock\":\"RTC\",\"words\":[\"红\"]}";

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments("nothing", ""),
                arguments("null", "null"),
                arguments("an array", "[]"),
                arguments("trailing bytes", GOOD + "{}"),
                arguments("trailing word", GOOD + " x"),
                arguments("cut short", GOOD.substring(0, GOOD.length() - 1)),
                arguments("doubled key", GOOD.replace("\"count\":7", "\"count\":7,\"count\":7")),
                arguments("null for a number", GOOD.replace("7", "null")),
                arguments("null for a text", GOOD.replace("\"a-1\"", "null")),
                arguments("null in a list", GOOD.replace("\"红\"", "null")),
                arguments("missing part", GOOD.replace("\"count\":7,", "")),
                arguments("text for a number", GOOD.replace("7", "\"7\"")),
                arguments("empty text for a number", GOOD.replace("7", "\"\"")),
                arguments("fraction for a whole number", GOOD.replace("7", "7.5")),
                arguments("exponent for a whole number", GOOD.replace("7", "7e0")),
                arguments("boolean for a number", GOOD.replace("7", "true")),
                arguments("number over 64 bits", GOOD.replace("7", "9223372036854775808")),
                arguments("number of very many digits", GOOD.replace("7", "7".repeat(40))),
                arguments("number for a text", GOOD.replace("\"红\"", "5")),
                arguments("boolean for a text", GOOD.replace("\"红\"", "true")),
                arguments("number for an identifier", GOOD.replace("\"a-1\"", "5")),
                arguments("number for an enumeration", GOOD.replace("\"RTC\"", "1")),
                arguments("unknown word of an enumeration", GOOD.replace("RTC", "rtc")),
                arguments("empty word of an enumeration", GOOD.replace("RTC", "")),
                arguments("object for a list", GOOD.replace("[\"红\"]", "{}")),
                arguments("text for a list", GOOD.replace("[\"红\"]", "\"红\"")),
                arguments("identifier of bad form", GOOD.replace("a-1", "A 1")),
                arguments("single quotes", GOOD.replace('"', '\'')),
                arguments("comment", GOOD.replace("{", "{/**/")),
                arguments("unquoted NaN", GOOD.replace("7", "NaN")),
                arguments("leading zero", GOOD.replace("7", "07")),
                arguments("raw control character", GOOD.replace("红", "a\tb")),
                arguments("too deep", GOOD.replace("{\"t", "{\"x\":" + "[".repeat(16) + "]".repeat(16) + ",\"t")),
                arguments("hopelessly deep", "[".repeat(60_000)),
                arguments("very long name", GOOD.replace("{\"t", "{\"" + "n".repeat(200) + "\":1,\"t")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void whatIsNotExactlyTheFormIsMalformed(String what, String text) {
        assertThatThrownBy(() -> Json.read(text.getBytes(UTF_8), Probe.class)).isInstanceOf(MalformedJson.class);
    }

    @Test
    void bytesThatAreNotUtf8AreMalformed() {
        byte[] latin = GOOD.replace("红", "é").getBytes(ISO_8859_1);
        assertThatThrownBy(() -> Json.read(latin, Probe.class)).isInstanceOf(MalformedJson.class);
    }

    @Test
    void aPropertyThatIsNotKnownIsSkipped() {
        Probe plain = Json.read(GOOD.getBytes(UTF_8), Probe.class);
        String newer = GOOD.replace("{\"t", "{\"future\":{\"deep\":[1,2,{\"x\":null}]},\"t");
        assertThat(Json.read(newer.getBytes(UTF_8), Probe.class)).isEqualTo(plain);
    }

    @Test
    void whatIsWrittenKeepsTheOrderAndLeavesOutNull() {
        Probe probe = new Probe(new TerminalId("a-1"), 7, ClockQuality.RTC, List.of("红"), null);
        assertThat(Json.writeText(probe)).isEqualTo(GOOD);
        assertThat(Json.toObject(probe).toString()).isEqualTo(GOOD);
        assertThat(Json.read(Json.write(probe), Probe.class)).isEqualTo(probe);
        assertThat(Json.convert(Json.readObject(Json.write(probe)), Probe.class))
                .isEqualTo(probe);
    }

    @Test
    void anOffsetSurvivesAsItWasWritten() {
        OffsetDateTime at = OffsetDateTime.parse("2026-11-22T09:00:03.120+08:00");
        Probe probe = new Probe(new TerminalId("a-1"), 7, ClockQuality.RTC, List.of(), at);
        assertThat(Json.read(Json.write(probe), Probe.class).at()).isEqualTo(at);
        assertThat(Json.writeText(probe)).contains("+08:00");
    }

    @Test
    void neitherMessageNorCauseQuotesWhatWasRead() {
        for (String text : List.of(
                GOOD.replace("a-1", "Zhang San 13800001111"),
                GOOD.replace("RTC", "Zhang San 13800001111"),
                GOOD.replace("7", "\"Zhang San 13800001111\""),
                GOOD.replace(":7,", ":Zhang San 13800001111,"),
                GOOD.replace("\"words\"", "\"at\":\"Zhang San 13800001111\",\"words\""))) {
            assertThatThrownBy(() -> Json.read(text.getBytes(UTF_8), Probe.class))
                    .satisfies(refused -> {
                        for (Throwable one = refused; one != null; one = one.getCause()) {
                            assertThat(String.valueOf(one.getMessage()))
                                    .doesNotContain("Zhang")
                                    .doesNotContain("1380");
                        }
                    });
        }
    }

    @Test
    void anObjectIsReadOnlyFromAnObject() {
        assertThat(Json.readObject("{\"a\":1}".getBytes(UTF_8)).has("a")).isTrue();
        for (String text : List.of("", "1", "[]", "null", "\"a\"", "{\"a\":1}{}", "{\"a\":1,\"a\":2}")) {
            assertThatThrownBy(() -> Json.readObject(text.getBytes(UTF_8)))
                    .as(text)
                    .isInstanceOf(MalformedJson.class);
        }
    }
}
