package org.hongting.central.draw;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.record.Digest;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A real proof, as it is and forged field by field.
class DrawProofTest {
    private static final Pattern PROGRAM = Pattern.compile("```python\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    static Path folder;

    private static byte[] file = new byte[0];

    @BeforeAll
    static void draw() {
        try (DrawRoom room = new DrawRoom(folder)) {
            file = room.revealed("三十七 8 \"102\"").write();
        }
    }

    @AfterAll
    static void forget() {
        file = new byte[0];
    }

    private interface Forging {
        void on(ObjectNode proof);
    }

    private static byte[] forged(Forging forging) {
        ObjectNode proof = Json.readObject(file);
        forging.on(proof);
        return Json.write(proof);
    }

    private static Optional<DrawProof.Step> failure(Forging forging) {
        return DrawProof.read(forged(forging)).failure(Optional.empty(), Optional.empty());
    }

    private static void swap(ObjectNode proof, String name) {
        ArrayNode array = (ArrayNode) proof.get(name);
        String first = array.get(0).stringValue();
        array.set(0, array.get(1));
        array.set(1, array.arrayNode().stringNode(first));
    }

    @Test
    void eachForgedFieldIsRefusedWithTheStepThatFails() {
        String other = Digest.of("other".getBytes(UTF_8)).hex();

        assertThat(failure(_ -> {})).isEmpty();
        assertThat(failure(proof -> proof.put("version", 2))).contains(DrawProof.Step.VERSION);
        assertThat(failure(proof -> proof.put("secret", other))).contains(DrawProof.Step.COMMITMENT);
        assertThat(failure(proof -> proof.put("commitment", other))).contains(DrawProof.Step.COMMITMENT);
        assertThat(failure(proof -> proof.put("list", other))).contains(DrawProof.Step.LIST);
        assertThat(failure(proof -> ((ArrayNode) proof.get("tickets")).remove(3)))
                .contains(DrawProof.Step.LIST);
        assertThat(failure(proof -> ((ArrayNode) proof.get("tickets")).add(other.substring(32))))
                .contains(DrawProof.Step.LIST);
        assertThat(failure(proof -> ((ArrayNode) proof.get("tickets")).add("张三")))
                .contains(DrawProof.Step.TICKETS);
        assertThat(failure(proof -> ((ArrayNode) proof.get("tickets"))
                        .add(proof.get("tickets").get(0))))
                .contains(DrawProof.Step.TICKETS);
        assertThat(failure(proof -> proof.put("call", "三十七 8 \"103\""))).contains(DrawProof.Step.WINNERS);
        assertThat(failure(proof -> swap(proof, "winners"))).contains(DrawProof.Step.WINNERS);
        assertThat(failure(proof -> ((ArrayNode) proof.get("winners")).remove(3)))
                .contains(DrawProof.Step.PRIZES);
        assertThat(failure(proof -> ((ArrayNode) proof.get("prizes")).add("特等奖")))
                .contains(DrawProof.Step.PRIZES);
        assertThat(failure(proof -> swap(proof, "tickets")))
                .as("the order of the list says nothing")
                .isEmpty();
    }

    @Test
    void aProofThatWasMadeAnewIsFoundByWhatWasNoted() {
        DrawProof proof = DrawProof.read(file);
        Digest other = Digest.of("other".getBytes(UTF_8));

        assertThat(proof.failure(Optional.of(proof.commitment()), Optional.of(proof.list())))
                .isEmpty();
        assertThat(proof.failure(Optional.of(other), Optional.of(proof.list())))
                .contains(DrawProof.Step.NOTED_COMMITMENT);
        assertThat(proof.failure(Optional.of(proof.commitment()), Optional.of(other)))
                .contains(DrawProof.Step.NOTED_LIST);
    }

    @Test
    @RequiresTool("python3")
    void theProgramInTheGuideComesToTheSame() throws Exception {
        Matcher program = PROGRAM.matcher(Files.readString(Path.of("../docs/lucky-draw.md")));
        assertThat(program.find()).isTrue();
        assertThat(program.group(1).lines()).hasSizeLessThanOrEqualTo(20);
        Path script = Files.writeString(folder.resolve("verify.py"), program.group(1));

        assertThat(run(script, file)).isZero();
        assertThat(run(script, forged(proof -> proof.put("call", "7")))).isEqualTo(1);
        assertThat(run(script, forged(proof -> swap(proof, "winners")))).isEqualTo(1);
        assertThat(run(script, forged(proof -> ((ArrayNode) proof.get("tickets")).remove(3))))
                .isEqualTo(1);
    }

    private static int run(Path script, byte[] proof) throws IOException, InterruptedException {
        Path written = Files.write(folder.resolve("proof.json"), proof);
        Process process = new ProcessBuilder(List.of("python3", script.toString(), written.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile())
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
