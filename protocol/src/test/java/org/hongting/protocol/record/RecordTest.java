package org.hongting.protocol.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.hongting.protocol.Limits;
import org.hongting.protocol.Samples;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class RecordTest {
    private static final String ENVELOPE =
            "{\"seq\":42,\"at\":\"2026-11-22T09:00:03.120+08:00\",\"clock\":\"SYNCED\",\"boot\":\"boot-1\","
                    + "\"mono\":123456789,\"type\":\"check-in.admitted\",\"v\":1,\"body\":\"" + "0".repeat(64)
                    + "\"}";

    private static Line line(String text) {
        return Line.of(text.getBytes(UTF_8));
    }

    private static Stream<Class<?>> leavesOf(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RecordTest::leavesOf)
                : Stream.of(type);
    }

    @Test
    void everyFactHasATypeNameAndEveryTypeNameAFact() {
        assertThat(leavesOf(Fact.class))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(FactType.values())
                        .<Class<?>>map(FactType::body)
                        .toList());
        assertThat(Samples.facts()).containsOnlyKeys(FactType.values());
        for (FactType type : FactType.values()) {
            assertThat(FactType.find(type.typeName(), type.version())).contains(type);
            assertThat(type.typeName()).matches("[a-z-]+\\.[a-z-]+").hasSizeLessThanOrEqualTo(64);
        }
    }

    @ParameterizedTest
    @EnumSource(FactType.class)
    void theBodyOfARecordIsTheFactsOwnObjectBehindTheSalt(FactType type) {
        Fact fact = Objects.requireNonNull(Samples.facts().get(type));
        byte[] salt = new byte[16];
        new Random(1).nextBytes(salt);
        ObjectNode body = Json.newObject();
        body.put("salt", HexFormat.of().formatHex(salt));
        body.setAll(Json.toObject(fact));

        assertThat(RecordLines.of(7, Samples.clock(0), fact, new Random(1)).body())
                .isEqualTo(Line.of(Json.write(body)));
    }

    @ParameterizedTest
    @EnumSource(FactType.class)
    void everyFactSurvivesItsRecord(FactType type) {
        Fact fact = Objects.requireNonNull(Samples.facts().get(type));
        RecordLines record = RecordLines.of(7, Samples.clock(0), fact, new Random(1));
        Envelope envelope = Envelope.ofLine(record.envelope());
        assertThat(envelope.seq()).isEqualTo(7);
        assertThat(envelope.clock()).isEqualTo(Samples.clock(0));
        assertThat(envelope.type()).isEqualTo(type.typeName());
        assertThat(envelope.version()).isEqualTo(type.version());
        assertThat(ReadFact.of(envelope, record.body())).isEqualTo(new ReadFact.Known(fact));
        assertThat(record.bytesInBatch())
                .isEqualTo(record.envelope().length() + record.body().length() + 2);
    }

    @Test
    void theEnvelopeIsWrittenAsTheDesignSays() {
        Envelope envelope = Envelope.ofLine(line(ENVELOPE));
        assertThat(new String(envelope.toLine().bytes(), UTF_8)).isEqualTo(ENVELOPE);
    }

    @Test
    void aSaltOf128BitsStandsAtTheHeadOfTheBodyAndIsDrawnAnew() {
        Fact fact = new Fact.DeviceReturned("pcsc-0");
        Random random = new Random(1);
        RecordLines first = RecordLines.of(1, Samples.clock(0), fact, random);
        RecordLines second = RecordLines.of(1, Samples.clock(0), fact, random);
        assertThat(new String(first.body().bytes(), UTF_8))
                .matches("\\{\"salt\":\"[0-9a-f]{32}\",\"device\":\"pcsc-0\"}");
        assertThat(first.body()).isNotEqualTo(second.body());
        assertThat(first.envelope()).isNotEqualTo(second.envelope());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[1]",
                "seq:0",
                "seq:-1",
                "at:2026-02-30T09:00:03.120+08:00",
                "at:2026-11-22T24:00:00.000+08:00",
                "at:2026-11-22T09:00:03+08:00",
                "at:+12026-11-22T09:00:03.120+08:00",
                "at:yesterday",
                "at:",
                "clock:FINE",
                "boot:A B",
                "type:",
                "v:0",
                "v:1.5",
                "mono:9223372036854775808",
                "body:00",
                "body:FF"
            })
    void anEnvelopeThatIsNoneIsMalformed(String change) {
        int colon = change.indexOf(':');
        String text = colon < 0
                ? change
                : ENVELOPE.replaceFirst(
                        "\"" + change.substring(0, colon) + "\":(\"?)[^,\"}]*(\"?)",
                        "\"" + change.substring(0, colon) + "\":$1"
                                + change.substring(colon + 1).replace("+", "\\+") + "$2");
        assertThat(text).isNotEqualTo(ENVELOPE);
        assertThatThrownBy(() -> Envelope.ofLine(line(text))).isInstanceOf(MalformedJson.class);
    }

    /// What our own software writes is read without a parser: both must say the same of whatever is nearly so.
    @Test
    void anEnvelopeThatIsNearlyAsWrittenIsReadAsTheParserReadsIt() {
        Random random = new Random(11);
        byte[] signs = "0123456789+-:.,{}\"\\ TZaf\u0000\u00e4".getBytes(ISO_8859_1);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = ENVELOPE.getBytes(UTF_8);
            int place = random.nextInt(bytes.length);
            byte sign = signs[random.nextInt(signs.length)];
            byte[] changed = switch (random.nextInt(3)) {
                case 0 -> {
                    bytes[place] = sign;
                    yield bytes;
                }
                case 1 -> spliced(bytes, place, place + 1, new byte[0]);
                default -> spliced(bytes, place, place, new byte[] {sign});
            };
            // Behind a blank stands the same value, written in a way that only the parser reads.
            byte[] parsed = spliced(changed, 0, 0, new byte[] {' '});
            assertThat(read(changed))
                    .describedAs(new String(changed, ISO_8859_1))
                    .isEqualTo(read(parsed));
        }
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        made.write(bytes, 0, from);
        made.writeBytes(between);
        made.write(bytes, to, bytes.length - to);
        return made.toByteArray();
    }

    private static Optional<Envelope> read(byte[] envelope) {
        try {
            return Optional.of(Envelope.ofLine(Line.of(envelope)));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @EnumSource(FactType.class)
    void aBodyIsReadTheSameWhereverItsSaltStands(FactType type) {
        Fact fact = Objects.requireNonNull(Samples.facts().get(type));
        ObjectNode salted = Json.toObject(fact);
        salted.put("salt", "0".repeat(32));
        assertThat(read(type.typeName(), type.version(), new String(Json.write(salted), UTF_8)))
                .isEqualTo(new ReadFact.Known(fact));
    }

    @Test
    void anEnvelopeOverTheCapIsMalformedBeforeItIsParsed() {
        Line long1 = line(ENVELOPE.replace("boot-1", "b".repeat(Limits.LINE_BYTES)));
        assertThatThrownBy(() -> Envelope.ofLine(long1)).isInstanceOf(MalformedJson.class);
    }

    @Test
    void aFactThatDoesNotFitALineIsRefusedAtAppend() {
        Fact fact = new Fact.DeviceLost("pcsc-0", "x".repeat(Limits.LINE_BYTES));
        assertThatThrownBy(() -> RecordLines.of(1, Samples.clock(0), fact, new Random(1)))
                .isInstanceOf(RecordTooLong.class)
                .hasMessageNotContaining("xxx");
        int overhead = RecordLines.of(1, Samples.clock(0), new Fact.DeviceLost("pcsc-0", ""), new Random(1))
                .body()
                .length();
        Fact fits = new Fact.DeviceLost("pcsc-0", "x".repeat(Limits.LINE_BYTES - overhead));
        assertThat(RecordLines.of(1, Samples.clock(0), fits, new Random(1))
                        .body()
                        .length())
                .isEqualTo(Limits.LINE_BYTES);
    }

    private static ReadFact read(String type, int version, String body) {
        Line line = line(body);
        return ReadFact.of(new Envelope(1, Samples.clock(0), type, version, Digest.of(line.bytes())), line);
    }

    @Test
    void aTypeOrVersionOfTheFutureIsUnknownAndNotBad() {
        String salted = "{\"salt\":\"" + "0".repeat(32) + "\"}";
        assertThat(read("voice.raised", 1, salted)).isEqualTo(new ReadFact.Unknown("voice.raised", 1));
        assertThat(read("device.lost", 2, salted)).isEqualTo(new ReadFact.Unknown("device.lost", 2));
    }

    @Test
    void aNewPropertyOfAKnownFactIsSkipped() {
        assertThat(read(
                        "device.returned",
                        1,
                        "{\"salt\":\"" + "0".repeat(32) + "\",\"device\":\"pcsc-0\",\"after\":12}"))
                .isEqualTo(new ReadFact.Known(new Fact.DeviceReturned("pcsc-0")));
    }

    @Test
    void anErasedBodyIsErasedWhateverItsHash() {
        Envelope envelope = Envelope.ofLine(Samples.records(1).getFirst().envelope());
        assertThat(ReadFact.of(envelope, ReadFact.TOMBSTONE)).isEqualTo(new ReadFact.Erased());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"device\":\"pcsc-0\"}",
                "{\"salt\":\"00\",\"device\":\"pcsc-0\"}",
                "{\"salt\":5,\"device\":\"pcsc-0\"}",
                "{\"salt\":\"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz\",\"device\":\"pcsc-0\"}",
                "{\"salt\":\"00000000000000000000000000000000\"}",
                "{\"salt\":\"00000000000000000000000000000000\",\"device\":null}",
                "{\"salt\":\"00000000000000000000000000000000\",\"device\":{}}",
                "{\"salt\":\"00000000000000000000000000000000\",\"device\":\"pcsc-0\",\"device\":\"pcsc-1\"}",
                "{\"salt\":\"00000000000000000000000000000000\",\"device\":\"pcsc-0\",\"salt\":\"1\"}",
                "{\"salt\":\"00000000000000000000000000000000\"\"device\":\"pcsc-0\"}"
            })
    void aBodyThatIsNoneIsBadAndStopsNothing(String body) {
        assertThat(read("device.returned", 1, body)).isInstanceOf(ReadFact.Bad.class);
    }

    @Test
    void noStretchOfLearningLiesBeyondTenYearsOfABoot() {
        BootId boot = new BootId("boot-1");
        long latest = StudyFact.Stretch.LATEST;
        assertThat(new StudyFact.Stretch(boot, latest - 5, latest, latest).until())
                .isEqualTo(latest);
        assertThatThrownBy(() -> new StudyFact.Stretch(boot, latest - 5, latest + 1, latest))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StudyFact.Stretch(boot, Long.MAX_VALUE - 5, Long.MAX_VALUE, Long.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBodyThatIsNotTheOneInTheEnvelopeIsBad() {
        List<RecordLines> records = Samples.records(2);
        Envelope envelope = Envelope.ofLine(records.get(0).envelope());
        assertThat(ReadFact.of(envelope, records.get(1).body()))
                .isEqualTo(new ReadFact.Bad("body does not match its envelope"));
        assertThat(ReadFact.of(envelope, line("x".repeat(Limits.LINE_BYTES + 1))))
                .isInstanceOf(ReadFact.Bad.class);
    }

    @Test
    void theChainIsTheOneWrittenDown() {
        Digest start = Chain.start(new TerminalId("a-1"), new EpochId("0".repeat(32)));
        assertThat(start).isEqualTo(Digest.of(("ht/v1/chain\na-1\n" + "0".repeat(32)).getBytes(UTF_8)));
        Line envelope = line("{}");
        assertThat(Chain.next(start, envelope)).isEqualTo(Digest.of(start.bytes(), "{}".getBytes(UTF_8)));
    }

    @Test
    void everyChangeLossOrReorderingOfEnvelopesChangesTheChain() {
        List<Line> lines =
                Samples.records(3).stream().map(RecordLines::envelope).toList();
        Digest whole = chain(Samples.TERMINAL, lines);
        assertThat(chain(new TerminalId("other"), lines)).isNotEqualTo(whole);
        assertThat(chain(Samples.TERMINAL, lines.subList(0, 2))).isNotEqualTo(whole);
        assertThat(chain(Samples.TERMINAL, lines.subList(1, 3))).isNotEqualTo(whole);
        assertThat(chain(Samples.TERMINAL, lines.reversed())).isNotEqualTo(whole);
        assertThat(chain(Samples.TERMINAL, lines)).isEqualTo(whole);
    }

    private static Digest chain(TerminalId terminal, List<Line> lines) {
        Digest chain = Chain.start(terminal, Samples.EPOCH);
        for (Line line : lines) {
            chain = Chain.next(chain, line);
        }
        return chain;
    }

    @Test
    void linesSplitAndJoinByteForByte() {
        for (String block : List.of("", "a", "a\nb", "\n", "a\n\nb", "a\n", "\r\n红")) {
            assertThat(new String(Line.join(Line.split(block.getBytes(UTF_8))), UTF_8))
                    .isEqualTo(block);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> line("a\nb"));
        assertThat(line("Zhang San")).hasToString("Line[9 bytes]").isEqualTo(line("Zhang San"));
        assertThat(Line.join(List.of())).isEmpty();
    }

    @Test
    void aDigestIsSha256AndKeepsItsBytesToItself() {
        Digest empty = Digest.of();
        assertThat(empty.hex()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        empty.bytes()[0] ^= 1;
        byte[] bytes = HexFormat.of().parseHex(empty.hex());
        Digest wrapped = Digest.wrap(bytes);
        bytes[0] ^= 1;
        assertThat(wrapped).isEqualTo(empty).hasSameHashCodeAs(empty);
        assertThatIllegalArgumentException().isThrownBy(() -> Digest.wrap(new byte[31]));
    }

    @Test
    void wordsOnTheWireAreTheEnumerationsOwn() {
        assertThat(Json.writeText(RefusalReason.EXPIRED_BADGE)).isEqualTo("\"expired-badge\"");
        assertThat(Json.writeText(CredentialKind.CARD)).isEqualTo("\"card\"");
    }
}
