package org.hongting.central.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What terminals of version 1 wrote is understood for ever, by the centre that stores it too.
class RecordedVersion1IngestTest {
    private static final String VECTORS = "/org/hongting/protocol/vectors/v1/";
    private static final TerminalId TERMINAL = new TerminalId("hall-east-1");
    private static final java.security.KeyPair SERVER = P256.newKeyPair(new SecureRandom());

    @TempDir
    Path folder;

    @Test
    void recordedMessagesAreAnsweredAndTheirRecordsStoredByteForByte() throws IOException {
        JsonNode index = Json.readObject(file("index.json"));
        List<StoredFact> projected = new ArrayList<>();
        try (TestStore store = new TestStore(folder)) {
            store.execute(
                    "INSERT INTO terminal (id, name, place, public_key, claimed_at) VALUES (?, 'Kiosk', 'Hall', ?, ?)",
                    TERMINAL.value(),
                    Base64.getDecoder()
                            .decode(index.path("keys")
                                    .path("terminal")
                                    .path("publicKey")
                                    .asString()),
                    UtcText.of(Instant.EPOCH));
            Ingest ingest = new Ingest(
                    store.database,
                    store.id,
                    Signer.of(SERVER),
                    () -> Instant.parse("2026-11-22T02:00:00Z"),
                    new Random(5),
                    List.of((transaction, facts) -> projected.addAll(facts)));

            Acknowledgement greeted = take(ingest, Channel.HELLO, file("hello.bin"));
            assertThat(greeted.nonce()).isEqualTo("0f1e2d3c4b5a69788796a5b4c3d2e1f0");
            assertThat(greeted.epochs().getFirst().upTo()).isZero();

            List<JsonNode> chain = index.path("chain").valueStream().toList();
            Acknowledgement.Watermark mark =
                    take(ingest, Channel.UP, file("up.bin")).epochs().getFirst();
            assertThat(mark.upTo()).isEqualTo(chain.size() - 1);
            assertThat(mark.head()).isEqualTo(Digest.ofHex(chain.getLast().asString()));
            assertThat(mark.quarantined()).isZero();
            assertThat(projected).hasSize(chain.size() - 1);
            HexFormat hex = HexFormat.of();
            assertThat(store.database.<List<String>>reading(transaction -> transaction.query(
                            "SELECT envelope, body FROM record ORDER BY seq",
                            row -> hex.formatHex(row.bytes("envelope")) + "0a" + hex.formatHex(row.bytes("body")))))
                    .containsExactlyElementsOf(records(index, chain.size() - 1));

            assertThat(take(ingest, Channel.UP, file("up.bin")).epochs()).containsExactly(mark);
            assertThat(projected).hasSize(chain.size() - 1);
            assertThat(store.count("alarm")).isZero();
            assertThat(store.count("refused_message")).isZero();
        }
    }

    /// @param count of records in the recorded batch: facts that came later have a record, and are not in it
    private static List<String> records(JsonNode index, int count) throws IOException {
        List<String> records = new ArrayList<>();
        for (JsonNode record : index.path("records").valueStream().limit(count).toList()) {
            byte[] lines = file(record.path("file").asString());
            records.add(HexFormat.of().formatHex(lines));
        }
        return records;
    }

    private static Acknowledgement take(Ingest ingest, Channel channel, byte[] payload) {
        List<Answer> answers = ingest.take(List.of(new Arrived(new Topic(TERMINAL, channel), payload)), Duration.ZERO)
                .answers();
        assertThat(answers).hasSize(1);
        return Acknowledgement.open(answers.getFirst().frame(), id -> SERVER.getPublic());
    }

    private static byte[] file(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(RecordedVersion1IngestTest.class.getResourceAsStream(VECTORS + name))) {
            return in.readAllBytes();
        }
    }
}
