package org.hongting.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hongting.protocol.Limits;
import org.hongting.protocol.Samples;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.ReadFact;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.time.ClockQuality;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Digest START = Chain.start(Samples.TERMINAL, Samples.EPOCH);

    private static RefusedMessage.Reason refusal(ThrowingCallable open) {
        RefusedMessage refused = catchThrowableOfType(RefusedMessage.class, open);
        assertThat(refused).as("must be refused").isNotNull();
        return refused.reason();
    }

    private static byte[] batch(List<RecordLines> records) {
        return Batch.seal(Samples.TERMINAL, Samples.EPOCH, 1, START, records, Samples.SIGNER);
    }

    private static byte[] withRest(byte[] frame, List<Line> rest) {
        String header = new String(frame, UTF_8).split("\n", 2)[0];
        return (header + "\n" + new String(Line.join(rest), UTF_8)).getBytes(UTF_8);
    }

    private static List<Line> linesOf(List<RecordLines> records) {
        List<Line> lines = new ArrayList<>();
        records.forEach(entry -> Collections.addAll(lines, entry.envelope(), entry.body()));
        return lines;
    }

    @Test
    void helloAcknowledgementAndCommandSurviveTheWire() {
        assertThat(Hello.open(Samples.hello().seal(Samples.SIGNER), Samples.KEYS)
                        .header())
                .isEqualTo(Samples.hello());
        assertThat(Acknowledgement.open(Samples.acknowledgement().seal(Samples.SIGNER), Samples.KEYS))
                .isEqualTo(Samples.acknowledgement());
        assertThat(Command.open(Samples.command().seal(Samples.SIGNER), Samples.KEYS))
                .isEqualTo(Samples.command());
        assertThat(TerminalState.open(Samples.state().bytes())).isEqualTo(Samples.state());
    }

    @Test
    void anAcknowledgementOfBatchesHasNoNonce() {
        Acknowledgement plain =
                new Acknowledgement(Samples.TERMINAL, Samples.STORE, null, List.of(), Samples.NINE.toInstant(), 500);
        byte[] frame = plain.seal(Samples.SIGNER);
        assertThat(new String(frame, UTF_8)).doesNotContain("nonce");
        assertThat(Acknowledgement.open(frame, Samples.KEYS)).isEqualTo(plain);
    }

    @Test
    void theFullestHelloFitsOneMessage() {
        HeldDocument longest = new HeldDocument(
                new DocumentName("k".repeat(24) + "/" + "s".repeat(48)),
                new StoreId("s".repeat(64), Long.MAX_VALUE),
                Long.MAX_VALUE,
                START);
        Hello fullest = new Hello(
                new TerminalId("t".repeat(32)),
                "0".repeat(32),
                Collections.nCopies(
                        Limits.HELLO_EPOCHS, new Hello.HeldEpoch(Samples.EPOCH, Long.MAX_VALUE, Long.MAX_VALUE, START)),
                Collections.nCopies(Limits.HELLO_DOCUMENTS, longest),
                "\u0001".repeat(64),
                Samples.NINE,
                ClockQuality.GUESSED,
                new BootId("b".repeat(48)),
                Long.MIN_VALUE,
                Samples.NINE.toInstant().plusNanos(999_999_999));
        assertThat(fullest.seal(Samples.SIGNER).length).isLessThanOrEqualTo(Limits.MESSAGE_BYTES);
    }

    @Test
    void valuesThatMakeNoSenseCannotBeBuilt() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Hello.HeldEpoch(Samples.EPOCH, 0, 1, START));
        assertThatIllegalArgumentException().isThrownBy(() -> new Hello.HeldEpoch(Samples.EPOCH, 5, 3, START));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Acknowledgement.Watermark(Samples.EPOCH, 3, START, 4, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Acknowledgement.Watermark(Samples.EPOCH, -1, START, 0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command(Samples.TERMINAL, "", Samples.NINE.toInstant(), "a", Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Batch.Header(Samples.TERMINAL, Samples.EPOCH, Long.MAX_VALUE, 2, START, START, null));
    }

    @Test
    void aStateIsRefusedWhenItIsLongOrNone() {
        assertThat(refusal(() -> TerminalState.open(new byte[Limits.STATE_BYTES + 1])))
                .isEqualTo(RefusedMessage.Reason.TOO_LARGE);
        assertThat(refusal(() -> TerminalState.open("{}".getBytes(UTF_8)))).isEqualTo(RefusedMessage.Reason.MALFORMED);
    }

    @Test
    void aBatchSurvivesTheWireByteForByte() {
        List<RecordLines> records = Samples.records(9);
        Batch batch = Batch.open(batch(records), Samples.KEYS);
        assertThat(batch.records()).isEqualTo(records);
        assertThat(batch.header().last()).isEqualTo(9);
        assertThat(batch.header().prev()).isEqualTo(START);
        Digest chain = START;
        assertThat(batch.chainAt(0)).isEqualTo(chain);
        for (int seq = 1; seq <= 9; seq++) {
            chain = Chain.next(chain, records.get(seq - 1).envelope());
            assertThat(batch.chainAt(seq)).isEqualTo(chain);
        }
        assertThat(batch.header().head()).isEqualTo(chain);
        assertThatIllegalArgumentException().isThrownBy(() -> batch.chainAt(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> batch.chainAt(10));
    }

    @Test
    void aBatchWhoseCountOrChainIsNotItsRecordsIsRefused() {
        List<RecordLines> records = Samples.records(3);
        byte[] frame = batch(records);
        List<Line> lines = linesOf(records);
        List<List<Line>> wrong = List.of(
                List.of(),
                lines.subList(0, 5),
                lines.subList(0, 4),
                lines.subList(2, 6),
                lines.reversed(),
                linesOf(records.reversed()),
                linesOf(Samples.records(4)));
        for (List<Line> rest : wrong) {
            assertThat(refusal(() -> Batch.open(withRest(frame, rest), Samples.KEYS)))
                    .isEqualTo(RefusedMessage.Reason.WRONG_CONTENT);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> batch(List.of()));
    }

    @Test
    void aSwappedBodyMakesOneBadRecordAndNoBadBatch() {
        List<RecordLines> records = Samples.records(3);
        List<Line> lines = new ArrayList<>(linesOf(records));
        Collections.swap(lines, 1, 3);
        Batch batch = Batch.open(withRest(batch(records), lines), Samples.KEYS);
        assertThat(batch.records().stream()
                        .map(entry -> ReadFact.of(Envelope.ofLine(entry.envelope()), entry.body())
                                .getClass()
                                .getSimpleName()))
                .containsExactly("Bad", "Bad", "Known");
    }

    @Test
    void aBrokenEnvelopeInsideAGoodChainMakesNoBadBatch() {
        RecordLines broken = new RecordLines(Line.of("{".getBytes(UTF_8)), Line.of(new byte[0]));
        Batch batch = Batch.open(batch(List.of(broken, Samples.records(1).getFirst())), Samples.KEYS);
        assertThat(batch.records()).hasSize(2);
    }

    @Test
    void aMessageOfAnotherKeyIsRefused() {
        assertThat(refusal(() -> Batch.open(batch(Samples.records(1)), id -> null)))
                .isEqualTo(RefusedMessage.Reason.UNKNOWN_KEY);
        assertThatThrownBy(() -> Hello.open(Samples.acknowledgement().seal(Samples.SIGNER), Samples.KEYS))
                .isInstanceOf(RefusedMessage.class);
    }
}
