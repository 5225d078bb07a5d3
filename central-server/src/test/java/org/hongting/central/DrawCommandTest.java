package org.hongting.central;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hongting.central.draw.DrawProof;
import org.hongting.protocol.identity.DrawId;
import org.hongting.protocol.quiz.LuckyDraw;
import org.hongting.protocol.record.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DrawCommandTest {
    private static final Digest SECRET = Digest.of(new byte[] {1});
    private static final List<String> TICKETS = List.of("0".repeat(32), "1".repeat(32), "2".repeat(32));

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int verify(String... more) throws IOException {
        Path file = folder.resolve("proof.json");
        DrawProof proof = new DrawProof(
                1,
                new DrawId("d-1"),
                "t",
                LuckyDraw.commitment(SECRET),
                SECRET,
                TICKETS,
                LuckyDraw.ticketsOf(TICKETS),
                "7",
                List.of("一等奖"),
                LuckyDraw.winners(SECRET, TICKETS, "7", 1),
                new DrawProof.Records("a/1", "a/2", "a/3"));
        Files.write(file, proof.write());
        List<String> arguments = new java.util.ArrayList<>(List.of("verify", file.toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        CommandLine line = DrawCommand.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    @Test
    void aProofIsProvedAgainstWhatWasNoted() throws IOException {
        assertThat(verify()).isZero();
        assertThat(out.toString()).startsWith("proved: 1 winners");
        assertThat(verify("--commitment", LuckyDraw.commitment(SECRET).hex(), "--json"))
                .isZero();
        assertThat(out.toString()).contains("{\"proved\":true}");
        assertThat(verify("--commitment", SECRET.hex())).isEqualTo(1);
        assertThat(err.toString()).contains("not proved: noted-commitment");
    }

    @Test
    void whatIsNoProofIsRefusedAndWrongUsageIsTwo() throws IOException {
        Path file = Files.writeString(folder.resolve("x.json"), "{}");
        assertThat(run("verify", file.toString(), "--json")).isEqualTo(1);
        assertThat(out.toString()).contains("{\"proved\":false,\"failed\":\"form\"}");
        assertThat(run("verify", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(verify("--list", "abc")).isEqualTo(2);
        assertThat(run("verify")).isEqualTo(2);
    }
}
