package org.hongting.protocol.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.PublicKey;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.hongting.protocol.Samples;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.code.DigitCode;
import org.hongting.protocol.code.MemberCode;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.EraseEntry;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.FactType;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.ReadFact;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.KeyId;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.Batch;
import org.hongting.protocol.wire.Command;
import org.hongting.protocol.wire.DocumentPart;
import org.hongting.protocol.wire.Health;
import org.hongting.protocol.wire.Hello;
import org.hongting.protocol.wire.RawFrame;
import org.hongting.protocol.wire.TerminalState;
import org.junit.jupiter.api.Test;

/// The bytes in `vectors/v1` were written once. Whoever changes the code so that this test fails has broken every
/// terminal in the field, not the test.
class RecordedVersion1Test {
    private static final VectorIndex INDEX = Json.read(file("index.json"), VectorIndex.class);

    private static byte[] file(String name) {
        try (InputStream in = Objects.requireNonNull(RecordedVersion1Test.class.getResourceAsStream("v1/" + name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] message(String kind) {
        return file(Objects.requireNonNull(INDEX.messages().get(kind)));
    }

    private static PublicKey key(String role) {
        VectorIndex.Keys keys = Objects.requireNonNull(INDEX.keys().get(role));
        PublicKey key = P256.publicKey(Base64.getDecoder().decode(keys.publicKey()));
        assertThat(KeyId.of(key).value()).isEqualTo(keys.id());
        return key;
    }

    private static KeyDirectory only(String role) {
        PublicKey key = key(role);
        return id -> id.equals(KeyId.of(key)) ? key : null;
    }

    /// A signer that names the recorded key; its signature is never looked at.
    private static Signer namesake(String role) {
        KeyId id = KeyId.of(key(role));
        return new Signer() {
            @Override
            public KeyId key() {
                return id;
            }

            @Override
            public byte[] sign(byte[] message) {
                return new byte[P256.SIGNATURE_BYTES];
            }
        };
    }

    /// Signature aside, today's code writes the same header and the same lines.
    private static void writesTheSame(byte[] recorded, byte[] today) {
        int end = RawFrame.endOfSigned(recorded);
        assertThat(new String(today, 0, RawFrame.endOfSigned(today), UTF_8))
                .isEqualTo(new String(recorded, 0, end, UTF_8));
        List<Line> lines = Line.split(recorded);
        assertThat(Line.split(today).subList(1, lines.size())).isEqualTo(lines.subList(1, lines.size()));
    }

    @Test
    void everyKindOfMessageIsRecorded() {
        assertThat(INDEX.messages())
                .containsOnlyKeys("hello", "up", "ack", "doc-snapshot", "doc-delta", "state", "command", "health");
        assertThat(INDEX.records().stream().map(VectorIndex.RecordVector::type).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(FactType.values()).map(FactType::typeName).toList());
    }

    @Test
    void theHelloStillOpens() {
        assertThat(Hello.open(message("hello"), only("terminal")).header()).isEqualTo(Samples.hello());
        writesTheSame(message("hello"), Samples.hello().seal(namesake("terminal")));
    }

    @Test
    void theEntryOfSomebodyErasedIsStillReadAndWrittenTheSame() {
        String line = "{\"id\":\"0f1e2d3c4b5a6978\",\"at\":\"2026-11-23T20:00:00Z\"}";
        EraseEntry entry =
                new EraseEntry(new MemberId("0f1e2d3c4b5a6978"), OffsetDateTime.parse("2026-11-23T20:00:00Z"));

        assertThat(DocumentEntry.ofLine(Line.of(line.getBytes(UTF_8))).as(EraseEntry.class))
                .isEqualTo(entry);
        assertThat(new String(DocumentEntry.of(entry).line().bytes(), UTF_8)).isEqualTo(line);
        assertThat(DocumentName.ERASE.value()).isEqualTo("erase/site");
    }

    @Test
    void theBatchStillOpensAndItsChainHolds() {
        Batch batch = Batch.open(message("up"), only("terminal"));
        assertThat(batch.records())
                .isEqualTo(VectorContent.records().subList(0, batch.header().count()));
        assertThat(batch.header().prev()).isEqualTo(Chain.start(Samples.TERMINAL, Samples.EPOCH));
        List<String> chain = new ArrayList<>();
        for (long seq = 0; seq <= batch.header().last(); seq++) {
            chain.add(batch.chainAt(seq).hex());
        }
        assertThat(chain).isEqualTo(INDEX.chain());
        writesTheSame(
                message("up"),
                Batch.seal(
                        Samples.TERMINAL,
                        Samples.EPOCH,
                        1,
                        Digest.ofHex(INDEX.chain().getFirst()),
                        batch.records(),
                        namesake("terminal")));
    }

    @Test
    void theAcknowledgementAndTheCommandStillOpen() {
        assertThat(Acknowledgement.open(message("ack"), only("server"))).isEqualTo(Samples.acknowledgement());
        writesTheSame(message("ack"), Samples.acknowledgement().seal(namesake("server")));
        assertThat(Command.open(message("command"), only("server"))).isEqualTo(Samples.command());
        writesTheSame(message("command"), Samples.command().seal(namesake("server")));
    }

    @Test
    void theHealthMessageStillOpens() {
        assertThat(Health.open(message("health"), only("terminal"))).isEqualTo(Samples.health());
        writesTheSame(message("health"), Samples.health().seal(namesake("terminal")));
    }

    @Test
    void theStateStillOpens() {
        assertThat(TerminalState.open(message("state"))).isEqualTo(Samples.state());
        assertThat(Samples.state().bytes()).isEqualTo(message("state"));
    }

    @Test
    void snapshotAndDeltaStillOpenAndLeadFromOneHashToTheOther() {
        DocumentPart snapshot = DocumentPart.open(message("doc-snapshot"), only("server"));
        assertThat(snapshot.entries()).isEqualTo(VectorContent.snapshot());
        assertThat(snapshot.header().result().hash()).isEqualTo(DocumentEntry.hashOf(snapshot.entries()));
        DocumentPart delta = DocumentPart.open(message("doc-delta"), only("server"));
        assertThat(delta.entries()).isEqualTo(VectorContent.delta());
        assertThat(delta.header().base()).isEqualTo(snapshot.header().result());
        List<DocumentEntry> applied = new ArrayList<>(snapshot.entries());
        for (DocumentEntry change : delta.entries()) {
            applied.removeIf(entry -> entry.id().equals(change.id()));
            if (!change.removed()) {
                applied.add(change);
            }
        }
        assertThat(DocumentEntry.hashOf(applied))
                .isEqualTo(delta.header().result().hash());
    }

    @Test
    void everyRecordStillReadsAndIsStillWrittenTheSame() {
        List<Fact> facts = VectorContent.facts();
        assertThat(INDEX.records()).hasSameSizeAs(facts);
        for (int i = 0; i < facts.size(); i++) {
            List<Line> lines = Line.split(file(INDEX.records().get(i).file()));
            RecordLines recorded = new RecordLines(lines.get(0), lines.get(1));
            Envelope envelope = Envelope.ofLine(recorded.envelope());
            assertThat(envelope.seq()).isEqualTo(i + 1);
            assertThat(envelope.clock()).isEqualTo(Samples.clock(i));
            assertThat(envelope.toLine()).isEqualTo(recorded.envelope());
            assertThat(ReadFact.of(envelope, recorded.body())).isEqualTo(new ReadFact.Known(facts.get(i)));
            assertThat(recorded).isEqualTo(VectorContent.records().get(i));
        }
    }

    @Test
    void badgeAndPassStillVerify() {
        for (VectorIndex.CodeVector vector : INDEX.codes()) {
            byte[] bytes = HexFormat.of().parseHex(vector.bytes());
            assertThat(DigitCode.write(bytes)).isEqualTo(vector.digits());
            assertThat(DigitCode.read(vector.digits())).contains(bytes);
            MemberCode code = MemberCode.parse(bytes).orElseThrow();
            assertThat(code.isSignedWith(key(vector.key()))).isTrue();
            assertThat(code.isSignedWith(key("server"))).isFalse();
            assertThat(code.site()).isEqualTo(0xBEEF);
            assertThat(code.member()).isEqualTo(Samples.MEMBER);
            switch (code) {
                case MemberCode.Badge badge -> {
                    assertThat(vector.kind()).isEqualTo("badge");
                    assertThat(badge.keyNumber()).isEqualTo(1);
                    assertThat(badge.serial()).isEqualTo(3);
                    assertThat(badge.lastDay()).isEqualTo(LocalDate.of(2027, 8, 31));
                }
                case MemberCode.Pass pass -> {
                    assertThat(vector.kind()).isEqualTo("pass");
                    assertThat(pass.phoneNumber()).isEqualTo(2);
                    assertThat(pass.step()).isEqualTo(59_835_842L);
                }
            }
        }
        assertThat(INDEX.codes()).hasSize(2);
    }

    @Test
    void cardHashesAreStillTheSame() {
        assertThat(INDEX.cards()).hasSizeGreaterThanOrEqualTo(4);
        for (VectorIndex.CardVector vector : INDEX.cards()) {
            CardUid uid = new CardUid(HexFormat.of().parseHex(vector.uid()));
            byte[] secret = HexFormat.of().parseHex(vector.secret());
            assertThat(CardHash.of(uid, vector.keyNumber(), secret).value()).isEqualTo(vector.hash());
        }
    }
}
