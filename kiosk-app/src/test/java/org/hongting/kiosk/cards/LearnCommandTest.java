package org.hongting.kiosk.cards;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LearnCommandTest {
    private record Outcome(int status, String out, String err) {}

    private static Outcome run(String typed, String... arguments) {
        return execute(
                CardsCommand.commandLine(new LearnCommand(new ByteArrayInputStream(typed.getBytes(UTF_8)))), arguments);
    }

    private static Outcome execute(CommandLine command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = command.setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Outcome(status, out.toString(), err.toString());
    }

    @Test
    void oneKnownCardIsEnoughForAnOrdinaryReader() {
        Outcome outcome = run("51:E6:96:21\n0563537489\r\n");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).startsWith("reversed-decimal\n").contains("--typed-cards reversed-decimal");
        assertThat(outcome.err()).contains("Number of a card", "hold that card");
    }

    @Test
    void theAnswerForScriptsHoldsNoCardNumber() {
        Outcome outcome = run("51E69621\n0563537489\n", "--json");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .isEqualToIgnoringNewLines("{\"verdict\":\"found\",\"encoding\":\"reversed-decimal\",\"possible\":[],"
                        + "\"bytesTold\":0,\"bytesOfCard\":0,\"cards\":1}");
        assertThat(outcome.out() + outcome.err()).doesNotContain("51E69621", "0563537489");
    }

    @Test
    void aCardThatReadsTheSameFromBothEndsAsksForAnother() {
        Outcome decided = run("11222211\n11222211\n51E69621\n2196E651\n");
        assertThat(decided.status()).isZero();
        assertThat(decided.out()).startsWith("reversed-hex\n");
        assertThat(decided.err()).contains("take another");

        Outcome open = run("11222211\n11222211\n", "--json");
        assertThat(open.status()).isEqualTo(1);
        assertThat(open.out()).contains("\"ambiguous\"", "[\"hex\",\"reversed-hex\"]");
    }

    @Test
    void aReaderThatLeavesBytesOutIsRefusedWithAdvice() {
        Outcome outcome = run("26DEFAE7\n222,64231\n");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).contains("3 of the card's 4 bytes", "Wiegand 34");
    }

    @Test
    void anotherCardThanTheKnownOneIsSaid() {
        Outcome outcome = run("26DEFAE7\n0563537489\n");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).contains("was it the same card");
    }

    @Test
    void aNumberThatIsNoneIsAskedForAgainAndSoIsARandomOne() {
        Outcome outcome = run("hello\n\n0563537489\n51E69621\n", "--known-as", "reversed-decimal");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).startsWith("hex\n");
        assertThat(outcome.err()).contains("no card number");

        assertThat(run("08112233\n51E69621\n51E69621\n").err()).contains("invents a new number");
    }

    @Test
    void whereNobodyAnswersNothingIsLearned() {
        for (String typed : List.of("", "\n\n", "51E69621\n", "9".repeat(1_000_000) + "\n")) {
            Outcome outcome = run(typed, "--json");
            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.out()).contains("\"ambiguous\"", "\"cards\":0");
        }
    }

    @Test
    void wrongUsageIsSaidInWords() {
        assertThat(run("", "--known-as", "octal").status()).isEqualTo(2);
        assertThat(run("", "--known-as", "octal").err()).contains("reversed-decimal");
        assertThat(run("", "--serial", "COM1").status()).isEqualTo(2);
        assertThat(run("", "--serial", "COM1").err()).contains("/dev/NAME");
        assertThat(execute(CardsCommand.commandLine(new CardsCommand())).status())
                .isEqualTo(2);
        assertThat(execute(CardsCommand.commandLine(new CardsCommand()), "--help")
                        .out())
                .contains("learn");
        assertThat(run("", "--help").out()).contains("Exit codes", "--json");
    }

    @Test
    @RequiresTool("socat")
    void aReaderOnASerialLineIsLearnedToo(@TempDir Path folder) throws Exception {
        // The option takes device files only, so the pseudo terminal goes in by its own name.
        Process socat = new ProcessBuilder(
                        "socat",
                        "-d",
                        "-d",
                        "PTY,rawer,link=" + folder.resolve("near"),
                        "PTY,rawer,link=" + folder.resolve("far"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try (PipedOutputStream keys = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(keys)) {
            for (int i = 0;
                    i < 500 && !(Files.exists(folder.resolve("near")) && Files.exists(folder.resolve("far")));
                    i++) {
                Thread.sleep(10);
            }
            String line = folder.resolve("near").toRealPath().toString();
            keys.write("51E69621\n".getBytes(UTF_8));
            keys.flush();
            CompletableFuture<Outcome> learned = CompletableFuture.supplyAsync(
                    () -> execute(CardsCommand.commandLine(new LearnCommand(in)), "--serial", line, "--json"));
            for (int i = 0; i < 100 && !learned.isDone(); i++) {
                try (OutputStream far =
                        new FileOutputStream(folder.resolve("far").toFile())) {
                    far.write("0563537489\r\n".getBytes(UTF_8));
                }
                Thread.sleep(100);
            }
            assertThat(learned.get(10, TimeUnit.SECONDS).out()).contains("\"reversed-decimal\"");
        } finally {
            socat.destroy();
            socat.waitFor();
        }
    }
}
