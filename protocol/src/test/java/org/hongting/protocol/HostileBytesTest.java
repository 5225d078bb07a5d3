package org.hongting.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hongting.protocol.code.DigitCode;
import org.hongting.protocol.code.MemberCode;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.CourseSamples;
import org.hongting.protocol.document.CourseEntry;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.FactType;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.ReadFact;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.Batch;
import org.hongting.protocol.wire.Command;
import org.hongting.protocol.wire.CourseReport;
import org.hongting.protocol.wire.DocumentPart;
import org.hongting.protocol.wire.Domain;
import org.hongting.protocol.wire.Health;
import org.hongting.protocol.wire.Hello;
import org.hongting.protocol.wire.RawFrame;
import org.hongting.protocol.wire.RefusedMessage;
import org.hongting.protocol.wire.TerminalState;
import org.hongting.protocol.wire.Topic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the bytes are, a reader answers with a value, with nothing, or with a refusal; and never with another
/// exception, because what a stranger sends must not be able to stop whoever reads it.
class HostileBytesTest {
    private static final List<RecordLines> RECORDS = Samples.records(FactType.values().length);
    private static final List<DocumentEntry> ENTRIES =
            List.of(DocumentEntry.of(SiteKey.site(7)), DocumentEntry.removal("gone"));
    private static final String[] SPLINTERS = {
        "null",
        "[]",
        "{}",
        "\"\"",
        "-1",
        "0",
        "1e99",
        "1e-99",
        "9223372036854775807",
        "9223372036854775808",
        "true",
        "\\u0000",
        "\\ud800",
        "\"key\"",
        "\"sig\"",
        "[[[[[[[[[[[[[[[[[[",
        "{\"a\":",
        "\n",
        "\r",
        ",",
        ":",
        "\"",
        "}",
        "]",
        "+999999999-12-31T23:59:59Z",
        "-999999999-01-01T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "红"
    };

    record Reader(String name, Supplier<byte[]> good, Consumer<byte[]> read) {
        @Override
        public String toString() {
            return name;
        }
    }

    record Signed(String name, Domain domain, Supplier<byte[]> good, Consumer<byte[]> read) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Signed> signed() {
        Digest start = Chain.start(Samples.TERMINAL, Samples.EPOCH);
        return Stream.of(
                new Signed(
                        "hello",
                        Domain.HELLO,
                        () -> Samples.hello().seal(Samples.SIGNER),
                        b -> Hello.open(b, Samples.KEYS).header().reading()),
                new Signed(
                        "up",
                        Domain.UP,
                        () -> Batch.seal(Samples.TERMINAL, Samples.EPOCH, 1, start, RECORDS, Samples.SIGNER),
                        b -> Batch.open(b, Samples.KEYS).header().last()),
                new Signed(
                        "ack",
                        Domain.ACKNOWLEDGEMENT,
                        () -> Samples.acknowledgement().seal(Samples.SIGNER),
                        b -> Acknowledgement.open(b, Samples.KEYS)),
                new Signed(
                        "doc",
                        Domain.DOCUMENT,
                        () -> DocumentPart.seal(
                                        Samples.TERMINAL,
                                        Samples.held(DocumentName.KEYS, 1, start),
                                        Samples.held(DocumentName.KEYS, 2, start),
                                        ENTRIES,
                                        Samples.SIGNER)
                                .getFirst(),
                        b -> DocumentPart.open(b, Samples.KEYS)),
                new Signed(
                        "course report",
                        Domain.COURSE_REPORT,
                        () -> new CourseReport(
                                        Samples.TERMINAL,
                                        List.of(new CourseReport.Line(
                                                new CourseId("constitution"), 1, start, 5, 9, false, "no room")))
                                .seal(Samples.SIGNER),
                        b -> CourseReport.open(b, Samples.TERMINAL, Samples.KEYS)),
                new Signed(
                        "command",
                        Domain.COMMAND,
                        () -> Samples.command().seal(Samples.SIGNER),
                        b -> Command.open(b, Samples.KEYS)),
                new Signed(
                        "health",
                        Domain.HEALTH,
                        () -> Samples.health().seal(Samples.SIGNER),
                        b -> Health.open(b, Samples.KEYS)));
    }

    static Stream<Reader> readers() {
        Stream<Reader> plain = Stream.of(
                new Reader("state", () -> Samples.state().bytes(), TerminalState::open),
                new Reader(
                        "envelope",
                        () -> RECORDS.getFirst().envelope().bytes(),
                        b -> firstLine(b)
                                .ifPresent(line -> Envelope.ofLine(line).toLine())),
                new Reader(
                        "document entry",
                        () -> ENTRIES.getFirst().line().bytes(),
                        b -> firstLine(b).ifPresent(DocumentEntry::ofLine)),
                new Reader("site key", () -> ENTRIES.getFirst().line().bytes(), b -> as(b, SiteKey.class)),
                new Reader(
                        "roster entry",
                        () -> ("{\"id\":\"1f2e3d4c5b6a7988\",\"name\":\"张*\",\"branch\":\"b-1\",\"cards\":[\"1:"
                                        + "0".repeat(32) + "\"],\"badgeFrom\":1}")
                                .getBytes(UTF_8),
                        b -> as(b, RosterEntry.class)),
                new Reader(
                        "meeting entry",
                        () -> ("{\"id\":\"m-1\",\"title\":\"t\",\"kind\":\"k\",\"host\":\"h\",\"place\":\"p\","
                                        + "\"starts\":\"2026-11-22T09:00:00+08:00\","
                                        + "\"ends\":\"2026-11-22T10:00:00+08:00\","
                                        + "\"window\":{\"opens\":\"2026-11-22T08:30:00+08:00\","
                                        + "\"lateFrom\":\"2026-11-22T09:00:00+08:00\","
                                        + "\"closes\":\"2026-11-22T10:00:00+08:00\"},"
                                        + "\"branches\":[\"b-1\"],\"members\":[\"1f2e3d4c5b6a7988\"]}")
                                .getBytes(UTF_8),
                        b -> as(b, MeetingEntry.class)),
                new Reader(
                        "course entry",
                        () -> ("{\"id\":\"c-1\",\"edition\":1,\"title\":\"t\",\"language\":\"zh-CN\",\"manifest\":\""
                                        + "0".repeat(64) + "\",\"signature\":\"AA==\",\"bytes\":5,\"lessons\":1,"
                                        + "\"expires\":\"2027-01-01\",\"delivery\":{\"from\":\"2026-11-22T09:00:00+08:00\","
                                        + "\"daily\":{\"from\":\"22:00:00\",\"until\":\"06:00:00\"},"
                                        + "\"bytesPerSecond\":65536}}")
                                .getBytes(UTF_8),
                        b -> as(b, CourseEntry.class)),
                new Reader(
                        "manifest",
                        () -> CourseSamples.course("small", 1, 10)
                                .signed()
                                .manifest()
                                .write(),
                        CourseManifest::read),
                new Reader(
                        "topic",
                        () -> new Topic(Samples.TERMINAL, org.hongting.protocol.wire.Channel.UP)
                                .text()
                                .getBytes(UTF_8),
                        b -> assertThat(Topic.parse(new String(b, UTF_8))).isNotNull()),
                new Reader(
                        "digits",
                        () -> "1".repeat(192).getBytes(UTF_8),
                        b -> assertThat(DigitCode.read(new String(b, UTF_8)).flatMap(MemberCode::parse))
                                .isNotNull()));
        Stream<Reader> bodies = RECORDS.stream().map(entry -> {
            Envelope envelope = Envelope.ofLine(entry.envelope());
            return new Reader(
                    envelope.type(),
                    () -> entry.body().bytes(),
                    b -> firstLine(b).ifPresent(line -> {
                        Envelope rehashed = new Envelope(
                                1, envelope.clock(), envelope.type(), envelope.version(), Digest.of(line.bytes()));
                        assertThat(ReadFact.of(rehashed, line)).isNotNull();
                    }));
        });
        return Stream.of(plain, bodies, signed().map(one -> new Reader(one.name, one.good, one.read)))
                .flatMap(all -> all);
    }

    private static java.util.Optional<Line> firstLine(byte[] bytes) {
        return Line.split(bytes).stream().findFirst();
    }

    private static void as(byte[] bytes, Class<? extends Record> type) {
        firstLine(bytes)
                .ifPresent(
                        line -> assertThat(DocumentEntry.ofLine(line).as(type).toString())
                                .isNotNull());
    }

    @ParameterizedTest
    @MethodSource("readers")
    void noBytesMakeAReaderThrowAnythingButARefusal(Reader reader) {
        Random random = new Random(reader.name.hashCode());
        byte[] good = reader.good.get();
        reader.read.accept(good);
        for (int i = 0; i < 1200; i++) {
            byte[] bytes = i % 10 == 0 ? noise(random) : changed(good, random);
            expectRefusal(reader.name, i, bytes, reader.read);
        }
        expectRefusal(reader.name, -1, new byte[1 << 20], reader.read);
        byte[] deep = new byte[Limits.MESSAGE_BYTES];
        Arrays.fill(deep, (byte) '[');
        expectRefusal(reader.name, -2, deep, reader.read);
    }

    @ParameterizedTest
    @MethodSource("signed")
    void noHeaderMakesAReaderThrowThoughATrustedKeySignedIt(Signed message) {
        Random random = new Random(message.name.hashCode());
        byte[] good = message.good.get();
        int end = RawFrame.endOfSigned(good);
        byte[] ending = RawFrame.ending(Samples.SIGNER).getBytes(UTF_8);
        byte[] head = Arrays.copyOf(good, end - ending.length);
        int lineEnd = new String(good, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf('\n');
        byte[] after = lineEnd < 0 ? new byte[0] : Arrays.copyOfRange(good, lineEnd, good.length);
        int read = 0;
        for (int i = 0; i < 400; i++) {
            byte[] changed = changed(head, random);
            byte[] signed = Arrays.copyOf(changed, changed.length + ending.length);
            System.arraycopy(ending, 0, signed, changed.length, ending.length);
            byte[] frame = RawFrame.sign(message.domain, signed, after, Samples.SIGNER);
            read += expectRefusal(message.name, i, frame, message.read) ? 1 : 0;
        }
        assertThat(read)
                .as("some of the changes are harmless, so the reader was really reached")
                .isPositive();
    }

    /// @return true where the bytes were read
    private static boolean expectRefusal(String name, int round, byte[] bytes, Consumer<byte[]> read) {
        try {
            read.accept(bytes);
            return true;
        } catch (RefusedMessage | MalformedJson e) {
            return false;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return fail(name + " round " + round + ": " + new String(bytes, 0, Math.min(bytes.length, 400), UTF_8), e);
        }
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] changed(byte[] good, Random random) {
        byte[] bytes = good;
        for (int times = 1 + random.nextInt(3); times > 0 && bytes.length > 0; times--) {
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + random.nextInt(12));
            byte[] splinter = SPLINTERS[random.nextInt(SPLINTERS.length)].getBytes(UTF_8);
            bytes = switch (random.nextInt(5)) {
                case 0 -> spliced(bytes, from, from + 1, new byte[] {(byte) (bytes[from] ^ 1 << random.nextInt(8))});
                case 1 -> spliced(bytes, from, to, new byte[0]);
                case 2 -> spliced(bytes, to, to, Arrays.copyOfRange(bytes, from, to));
                case 3 -> spliced(bytes, from, to, splinter);
                default -> valueReplaced(bytes, from, splinter);
            };
        }
        return bytes;
    }

    /// Replaces the whole JSON value after the next colon: what stays well-formed reaches furthest.
    private static byte[] valueReplaced(byte[] bytes, int from, byte[] splinter) {
        int start = from;
        while (start < bytes.length && bytes[start] != ':') {
            start++;
        }
        int end = Math.min(bytes.length, start + 1);
        while (end < bytes.length && bytes[end] != ',' && bytes[end] != '}') {
            end++;
        }
        return spliced(bytes, Math.min(bytes.length, start + 1), end, splinter);
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
        byte[] made = Arrays.copyOf(bytes, from + middle.length + bytes.length - to);
        System.arraycopy(middle, 0, made, from, middle.length);
        System.arraycopy(bytes, to, made, from + middle.length, bytes.length - to);
        return made;
    }
}
