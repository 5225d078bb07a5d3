package org.hongting.protocol.vectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hongting.protocol.Samples;
import org.hongting.protocol.code.DigitCode;
import org.hongting.protocol.code.MemberCode;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Batch;
import org.hongting.protocol.wire.DocumentPart;

/// Records the vectors, once per version of the protocol and by hand only: what is recorded must be read for ever. A
/// run over a recorded folder adds the records of facts and the messages that are new and leaves every other byte as it
/// is. Run it from the module's folder with the test classes on the class path:
///
/// ```
/// java -cp … org.hongting.protocol.vectors.VectorRecorder src/test/resources/org/hongting/protocol/vectors/v1
/// ```
public final class VectorRecorder {
    private final Path folder;
    private final Map<String, KeyPair> pairs = new LinkedHashMap<>();
    private final Map<String, String> messages = new LinkedHashMap<>();

    private VectorRecorder(Path folder) {
        this.folder = folder;
        SecureRandom random = new SecureRandom();
        for (String role : List.of("terminal", "server", "badge", "phone")) {
            pairs.put(role, P256.newKeyPair(random));
        }
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        if (Files.exists(folder.resolve("index.json"))) {
            new VectorRecorder(folder).addNewFacts();
            return;
        }
        Files.createDirectories(folder);
        new VectorRecorder(folder).record();
    }

    private void addNewFacts() throws IOException {
        Path file = folder.resolve("index.json");
        VectorIndex index = Json.read(Files.readAllBytes(file), VectorIndex.class);
        List<RecordLines> records = VectorContent.records();
        List<VectorIndex.RecordVector> vectors = new ArrayList<>(index.records());
        vectors.addAll(recordVectors(records.subList(vectors.size(), records.size())));
        messages.putAll(index.messages());
        if (!messages.containsKey("health")) {
            VectorIndex.Keys keys = Objects.requireNonNull(index.keys().get("terminal"));
            message("health", Samples.health().seal(Signer.of(pairOf(keys))));
        }
        Files.write(
                file,
                Json.write(
                        new VectorIndex(index.keys(), messages, vectors, index.chain(), index.codes(), index.cards())));
    }

    private static KeyPair pairOf(VectorIndex.Keys keys) {
        Base64.Decoder base64 = Base64.getDecoder();
        try {
            return new KeyPair(
                    P256.publicKey(base64.decode(keys.publicKey())),
                    KeyFactory.getInstance("EC")
                            .generatePrivate(new PKCS8EncodedKeySpec(base64.decode(keys.privateKey()))));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a recorded key", e);
        }
    }

    private Signer signer(String role) {
        return Signer.of(Objects.requireNonNull(pairs.get(role)));
    }

    private void message(String kind, byte[] bytes) throws IOException {
        messages.put(kind, kind + ".bin");
        Files.write(folder.resolve(kind + ".bin"), bytes);
    }

    private void record() throws IOException {
        List<RecordLines> records = VectorContent.records();
        message("hello", Samples.hello().seal(signer("terminal")));
        message("up", Batch.seal(Samples.TERMINAL, Samples.EPOCH, 1, VectorContent.START, records, signer("terminal")));
        message("ack", Samples.acknowledgement().seal(signer("server")));
        message(
                "doc-snapshot",
                DocumentPart.seal(
                                Samples.TERMINAL,
                                VectorContent.first(),
                                null,
                                VectorContent.snapshot(),
                                signer("server"))
                        .getFirst());
        message(
                "doc-delta",
                DocumentPart.seal(
                                Samples.TERMINAL,
                                VectorContent.second(),
                                VectorContent.first(),
                                VectorContent.delta(),
                                signer("server"))
                        .getFirst());
        message("state", Samples.state().bytes());
        message("command", Samples.command().seal(signer("server")));
        message("health", Samples.health().seal(signer("terminal")));
        Files.write(
                folder.resolve("index.json"),
                Json.write(
                        new VectorIndex(keys(), messages, recordVectors(records), chain(records), codes(), cards())));
    }

    private Map<String, VectorIndex.Keys> keys() {
        Map<String, VectorIndex.Keys> keys = new LinkedHashMap<>();
        Base64.Encoder base64 = Base64.getEncoder();
        pairs.forEach((role, pair) -> keys.put(
                role,
                new VectorIndex.Keys(
                        Signer.of(pair).key().value(),
                        base64.encodeToString(pair.getPublic().getEncoded()),
                        base64.encodeToString(pair.getPrivate().getEncoded()))));
        return keys;
    }

    private List<VectorIndex.RecordVector> recordVectors(List<RecordLines> records) throws IOException {
        List<VectorIndex.RecordVector> vectors = new ArrayList<>();
        for (RecordLines entry : records) {
            String type = Envelope.ofLine(entry.envelope()).type();
            String name = type + ".record";
            for (int again = 2; Files.exists(folder.resolve(name)); again++) {
                name = type + "-" + again + ".record";
            }
            Files.write(folder.resolve(name), Line.join(List.of(entry.envelope(), entry.body())));
            vectors.add(new VectorIndex.RecordVector(type, name));
        }
        return vectors;
    }

    private static List<String> chain(List<RecordLines> records) {
        List<String> values = new ArrayList<>();
        Digest chain = VectorContent.START;
        values.add(chain.hex());
        for (RecordLines entry : records) {
            chain = Chain.next(chain, entry.envelope());
            values.add(chain.hex());
        }
        return values;
    }

    private List<VectorIndex.CodeVector> codes() {
        byte[] badge = MemberCode.signBadge(0xBEEF, 1, Samples.MEMBER, 3, LocalDate.of(2027, 8, 31), signer("badge"));
        byte[] pass = MemberCode.signPass(0xBEEF, 2, Samples.MEMBER, 59_835_842L, signer("phone"));
        return List.of(code("badge", "badge", badge), code("pass", "phone", pass));
    }

    private static VectorIndex.CodeVector code(String kind, String key, byte[] bytes) {
        return new VectorIndex.CodeVector(kind, key, HexFormat.of().formatHex(bytes), DigitCode.write(bytes));
    }

    private static List<VectorIndex.CardVector> cards() {
        return VectorContent.CARD_UIDS.stream()
                .map(uid -> new VectorIndex.CardVector(
                        uid,
                        1,
                        HexFormat.of().formatHex(VectorContent.CARD_SECRET),
                        VectorContent.cardHash(uid).value()))
                .toList();
    }
}
