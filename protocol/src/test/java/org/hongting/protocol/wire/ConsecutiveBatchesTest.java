package org.hongting.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.hongting.protocol.Samples;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.junit.jupiter.api.Test;

class ConsecutiveBatchesTest {
    private static final int BATCHES = 4;
    private static final int IN_EACH = 3;
    private static final List<RecordLines> RECORDS = Samples.records(BATCHES * IN_EACH);
    private static final Signer STRANGER = Signer.of(P256.newKeyPair(new SecureRandom()));

    private final List<RefusedMessage.Reason> refused = new ArrayList<>();

    private static Digest headAfter(int records) {
        Digest head = Chain.start(Samples.TERMINAL, Samples.EPOCH);
        for (RecordLines lines : RECORDS.subList(0, records)) {
            head = Chain.next(head, lines.envelope());
        }
        return head;
    }

    private static byte[] batch(int number, Signer signer) {
        int first = number * IN_EACH;
        return Batch.seal(
                Samples.TERMINAL,
                Samples.EPOCH,
                first + 1,
                headAfter(first),
                RECORDS.subList(first, first + IN_EACH),
                signer);
    }

    private static byte[] genuine(int number) {
        return batch(number, Samples.SIGNER);
    }

    /// Somebody else's signature under the terminal's name for its key.
    private static byte[] forged(byte[] frame) {
        return new String(frame, UTF_8)
                .replace(STRANGER.key().value(), Samples.SIGNER.key().value())
                .getBytes(UTF_8);
    }

    private List<Integer> proven(byte[]... frames) {
        ConsecutiveBatches batches = new ConsecutiveBatches();
        for (byte[] frame : frames) {
            assertThat(batches.add(Batch.Unproven.read(frame, Samples.KEYS))).isTrue();
        }
        return batches.prove(Samples.KEYS, e -> refused.add(e.reason())).stream()
                .map(batch -> (int) (batch.header().first() / IN_EACH))
                .toList();
    }

    @Test
    void theLastSignatureProvesWhatLeadsUpToIt() {
        byte[] unsigned = forged(batch(1, STRANGER));
        assertThat(proven(genuine(0), unsigned, genuine(2))).containsExactly(0, 1, 2);
        assertThat(refused).isEmpty();
    }

    @Test
    void whatIsBehindTheLastGoodSignatureIsRefusedEachForItself() {
        assertThat(proven(genuine(0), genuine(1), forged(batch(2, STRANGER)), batch(3, STRANGER)))
                .containsExactly(0, 1);
        assertThat(refused).containsExactly(RefusedMessage.Reason.UNKNOWN_KEY, RefusedMessage.Reason.WRONG_SIGNATURE);
        assertThat(proven(forged(batch(0, STRANGER)))).isEmpty();
    }

    @Test
    void onlyWhatGoesOnExactlyThereIsAdded() {
        byte[] otherPast = Batch.seal(
                Samples.TERMINAL,
                Samples.EPOCH,
                IN_EACH + 1,
                headAfter(1),
                RECORDS.subList(IN_EACH, 2 * IN_EACH),
                Samples.SIGNER);
        byte[] otherPlace = Batch.seal(
                Samples.TERMINAL,
                Samples.EPOCH,
                IN_EACH + 2,
                headAfter(IN_EACH),
                RECORDS.subList(IN_EACH, 2 * IN_EACH),
                Samples.SIGNER);
        for (byte[] other : List.of(genuine(0), genuine(2), otherPast, otherPlace)) {
            ConsecutiveBatches batches = new ConsecutiveBatches();
            batches.add(Batch.Unproven.read(genuine(0), Samples.KEYS));
            assertThat(batches.add(Batch.Unproven.read(other, Samples.KEYS))).isFalse();
            assertThat(batches.prove(Samples.KEYS, e -> refused.add(e.reason())))
                    .hasSize(1);
        }
    }

    /// Whoever carries the messages may change, double, drop, reorder and forge them, and compute every hash anew.
    @Test
    void whateverIsDoneOnTheWayOnlyTheTerminalsOwnEnvelopesAreBelieved() {
        SplittableRandom dice = new SplittableRandom(1);
        int believed = 0;
        for (int round = 0; round < 60; round++) {
            List<byte[]> frames = Stream.generate(() -> carried(dice)).limit(6).toList();
            for (Batch batch : read(frames)) {
                int first = (int) batch.header().first() - 1;
                assertThat(batch.records().stream().map(RecordLines::envelope))
                        .containsExactlyElementsOf(
                                RECORDS.subList(first, first + batch.header().count()).stream()
                                        .map(RecordLines::envelope)
                                        .toList());
                believed++;
            }
        }
        assertThat(believed).isPositive();
    }

    private List<Batch> read(List<byte[]> frames) {
        List<Batch> believed = new ArrayList<>();
        ConsecutiveBatches open = new ConsecutiveBatches();
        for (byte[] frame : frames) {
            try {
                Batch.Unproven next = Batch.Unproven.read(frame, Samples.KEYS);
                if (!open.add(next)) {
                    believed.addAll(open.prove(Samples.KEYS, _ -> {}));
                    open = new ConsecutiveBatches();
                    open.add(next);
                }
            } catch (RefusedMessage _) {
                // Garbage; the next one may be good.
            }
        }
        believed.addAll(open.prove(Samples.KEYS, _ -> {}));
        return believed;
    }

    private static byte[] carried(SplittableRandom dice) {
        int number = dice.nextInt(BATCHES);
        return switch (dice.nextInt(6)) {
            case 0, 1 -> genuine(number);
            case 2 -> forged(batch(number, STRANGER));
            case 3 -> {
                byte[] frame = genuine(number);
                frame[dice.nextInt(frame.length)] ^= (byte) (1 << dice.nextInt(8));
                yield frame;
            }
            case 4 -> forged(invented(number, headAfter(number * IN_EACH)));
            default -> forged(invented(number, headAfter(dice.nextInt(RECORDS.size()))));
        };
    }

    /// A batch of records that the terminal never wrote.
    private static byte[] invented(int number, Digest prev) {
        Line envelope = Line.of("{\"seq\":%d}".formatted(number).getBytes(UTF_8));
        RecordLines record = new RecordLines(envelope, Line.of(new byte[0]));
        return Batch.seal(
                Samples.TERMINAL, Samples.EPOCH, number * IN_EACH + 1, prev, List.of(record, record, record), STRANGER);
    }
}
