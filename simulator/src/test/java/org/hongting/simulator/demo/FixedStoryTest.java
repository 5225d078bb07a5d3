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
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The whole main job with real processes: cards, codes, a cut network, a killed server, a killed terminal, and the
/// books. It is `./hongting demo --once --json`.
@RequiresRoot
@RequiresTool({"pcscd", "vpcd-config"})
class FixedStoryTest {
    @TempDir
    Path folder;

    @Test
    void nothingThatWasConfirmedIsLostOrDoubledWhateverFails() throws Exception {
        PrintStream stdout = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int status;
        try (CardTurn _ = CardTurn.take()) {
            System.setOut(new PrintStream(printed, true, UTF_8));
            status = new CommandLine(new DemoCommand())
                    .execute(
                            "--once",
                            "--json",
                            "--keep",
                            folder.resolve("story").toString());
        } finally {
            System.setOut(stdout);
        }
        String account = printed.toString(UTF_8).strip();
        System.out.println(account);
        assertThat(status).as(account).isZero();
        Account told = Json.read(account.lines().reduce("", (_, last) -> last).getBytes(UTF_8), Account.class);
        assertThat(told.lost()).isZero();
        assertThat(told.doubled()).isZero();
        assertThat(told.quarantined()).isZero();
        assertThat(told.confirmed()).isEqualTo(told.stored()).isGreaterThan(30);
    }
}
