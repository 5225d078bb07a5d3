package org.hongting.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hongting.protocol.Limits;
import org.hongting.protocol.Samples;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Line;
import org.junit.jupiter.api.Test;

class DocumentPartTest {
    private record Entry(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String text) {}

    private static List<DocumentEntry> entries(int count, int characters) {
        return IntStream.range(0, count)
                .mapToObj(i -> DocumentEntry.of(new Entry("e" + i, "x".repeat(characters))))
                .toList();
    }

    private static HeldDocument result(List<DocumentEntry> entries) {
        return Samples.held(DocumentName.ROSTER, 2, DocumentEntry.hashOf(entries));
    }

    private static List<byte[]> seal(List<DocumentEntry> entries) {
        return DocumentPart.seal(Samples.TERMINAL, result(entries), null, entries, Samples.SIGNER);
    }

    @Test
    void aLongDocumentIsCutAtWholeLinesAndKeepsItsOrder() {
        for (int characters : List.of(10, 1000, Limits.LINE_BYTES - 30)) {
            List<DocumentEntry> entries = entries(200, characters);
            List<byte[]> frames = seal(entries);
            List<DocumentEntry> read = new ArrayList<>();
            for (int part = 0; part < frames.size(); part++) {
                assertThat(frames.get(part).length).isLessThanOrEqualTo(Limits.MESSAGE_BYTES);
                DocumentPart opened = DocumentPart.open(frames.get(part), Samples.KEYS);
                assertThat(opened.header().part()).isEqualTo(part);
                assertThat(opened.header().parts()).isEqualTo(frames.size());
                assertThat(opened.header().result()).isEqualTo(result(entries));
                assertThat(opened.header().base()).isNull();
                assertThat(opened.entries().stream()
                                        .mapToInt(one -> one.line().length() + 1)
                                        .sum()
                                - 1)
                        .isLessThanOrEqualTo(Limits.DOCUMENT_PART_BYTES);
                read.addAll(opened.entries());
            }
            assertThat(read).isEqualTo(entries);
            assertThat(DocumentEntry.hashOf(read)).isEqualTo(result(entries).hash());
        }
    }

    @Test
    void anEmptyDocumentIsOnePartWithNoLines() {
        List<byte[]> frames = seal(List.of());
        assertThat(frames).hasSize(1);
        assertThat(DocumentPart.open(frames.getFirst(), Samples.KEYS).entries()).isEmpty();
    }

    @Test
    void aDeltaNamesItsBaseAndWhatIsRemoved() {
        HeldDocument base = Samples.held(DocumentName.ROSTER, 1, Digest.of(new byte[] {1}));
        List<DocumentEntry> changes = List.of(DocumentEntry.of(new Entry("a", "x")), DocumentEntry.removal("b"));
        byte[] frame = DocumentPart.seal(Samples.TERMINAL, result(changes), base, changes, Samples.SIGNER)
                .getFirst();
        DocumentPart opened = DocumentPart.open(frame, Samples.KEYS);
        assertThat(opened.header().base()).isEqualTo(base);
        assertThat(opened.entries().stream().map(DocumentEntry::removed)).containsExactly(false, true);
    }

    @Test
    void linesThatAreNotTheSignedOnesAreRefused() {
        String frame = new String(seal(entries(3, 10)).getFirst(), UTF_8);
        for (String changed :
                List.of(frame.replace("xxx", "yxx"), frame + "\n", frame.substring(0, frame.lastIndexOf('\n')))) {
            assertThat(catchThrowableOfType(
                                    RefusedMessage.class,
                                    () -> DocumentPart.open(changed.getBytes(UTF_8), Samples.KEYS))
                            .reason())
                    .isEqualTo(RefusedMessage.Reason.WRONG_CONTENT);
        }
    }

    @Test
    void aPartStandsBelowTheNumberOfParts() {
        HeldDocument result = result(List.of());
        for (int[] numbers : new int[][] {{0, 0}, {-1, 1}, {1, 1}, {0, Limits.DOCUMENT_PARTS + 1}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new DocumentPart.Header(
                            Samples.TERMINAL, result, null, numbers[0], numbers[1], result.hash()));
        }
    }

    @Test
    void theHashOfADocumentDoesNotDependOnTheOrderOfArrival() {
        List<DocumentEntry> entries = entries(20, 5);
        assertThat(DocumentEntry.hashOf(entries.reversed())).isEqualTo(DocumentEntry.hashOf(entries));
        assertThat(DocumentEntry.hashOf(entries.subList(1, 20))).isNotEqualTo(DocumentEntry.hashOf(entries));
        assertThat(DocumentEntry.hashOf(List.of())).isEqualTo(Digest.of());
        DocumentEntry one = DocumentEntry.of(new Entry("a", "x"));
        assertThat(DocumentEntry.hashOf(List.of(one)))
                .isEqualTo(Digest.of("{\"id\":\"a\",\"text\":\"x\"}\n".getBytes(UTF_8)));
    }

    @Test
    void aLineThatIsNoEntryIsMalformed() {
        for (String text : List.of(
                "",
                "{}",
                "[]",
                "{\"id\":\"\"}",
                "{\"id\":5}",
                "{\"id\":null}",
                "{\"id\":\"" + "x".repeat(65) + "\"}")) {
            assertThatThrownBy(() -> DocumentEntry.ofLine(Line.of(text.getBytes(UTF_8))))
                    .as(text)
                    .isInstanceOf(MalformedJson.class);
        }
        assertThatThrownBy(() -> DocumentEntry.of(new Entry("a", "x".repeat(Limits.LINE_BYTES))))
                .isInstanceOf(MalformedJson.class);
        assertThat(DocumentEntry.of(new Entry("a", "红")).as(Entry.class)).isEqualTo(new Entry("a", "红"));
    }
}
