package org.hongting.simulator.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.hongting.protocol.json.Json;
import org.hongting.simulator.phone.CardTurn;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The whole main job with real processes: cards, codes, a cut network, a killed server, a killed terminal, and the
/// books. It is `./hongting demo --once --json`.
@RequiresRoot
@RequiresTool({"pcscd", "vpcd-config"})
class FixedStoryTest {
    /// What failed can be read in the logs.
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void nothingThatWasConfirmedIsLostOrDoubledWhateverFails() throws Exception {
        PrintStream stdout = System.out;
        PrintStream stderr = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        int status;
        try (CardTurn _ = CardTurn.take()) {
            System.setOut(new PrintStream(printed, true, UTF_8));
            System.setErr(new PrintStream(told, true, UTF_8));
            status = new CommandLine(new DemoCommand())
                    .execute(
                            "--once",
                            "--json",
                            "--keep",
                            folder.resolve("story").toString());
        } finally {
            System.setOut(stdout);
            System.setErr(stderr);
        }
        System.out.println(told.toString(UTF_8));
        String account = printed.toString(UTF_8).strip();
        System.out.println(account);
        assertThat(status).as(told.toString(UTF_8) + account).isZero();
        Account books = Json.read(account.lines().reduce("", (_, last) -> last).getBytes(UTF_8), Account.class);
        assertThat(books.lost()).isZero();
        assertThat(books.doubled()).isZero();
        assertThat(books.quarantined()).isZero();
        assertThat(books.confirmed()).isEqualTo(books.stored()).isGreaterThan(30);
    }
}
