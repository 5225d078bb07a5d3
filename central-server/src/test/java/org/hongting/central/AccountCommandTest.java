package org.hongting.central;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.hongting.central.platform.security.Accounts;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/// Accounts from the command line, on a real data file.
class AccountCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int run(Object command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
    }

    private int newAccount(String name) {
        return run(new AccountCommand(), TestStore.command(folder, "new", name, "--json"));
    }

    @Test
    void aSecondAccountSignsInWithThePasswordThatIsPrintedOnceAndChangesIt() {
        try (TestStore store = new TestStore(folder)) {
            assertThat(newAccount("li")).isZero();
            JsonNode made = Json.readObject(out.toString().strip().getBytes(StandardCharsets.UTF_8));
            Accounts accounts = new Accounts(store.database, Clock.systemUTC());
            assertThat(accounts.verify("li", made.path("password").asString()))
                    .get()
                    .extracting(Accounts.Account::mustChange)
                    .isEqualTo(true);
            assertThat(store.texts("subject", "audit WHERE action = 'account.add'"))
                    .containsExactly("li");

            assertThat(newAccount("li")).isEqualTo(2);
            assertThat(errors.toString()).contains("of that name");
            assertThat(newAccount("Li Lei")).isEqualTo(2);
        }
    }

    @Test
    void whereNoServerHasRunIsSaid() {
        TestStore.neverUsed(folder);
        assertThat(newAccount("li")).isEqualTo(2);
        assertThat(errors.toString()).contains("no server has run");
    }

    @Test
    void aDatabaseThatCannotBeHadIsSaidInASentence() throws IOException {
        int port;
        try (ServerSocket nobody = new ServerSocket(0)) {
            port = nobody.getLocalPort();
        }
        String address = "jdbc:postgresql://127.0.0.1:" + port + "/hongting";
        assertThat(run(new AccountCommand(), "new", "li", "--data", folder.toString(), "--database", address))
                .isEqualTo(2);
        assertThat(errors.toString()).contains(address, "cannot be had").doesNotContain("\tat ");
    }

    @Test
    void aTokenForAnAddressThatIsNoneIsWrongUsageAndMintsNothing() {
        try (TestStore store = new TestStore(folder)) {
            int status = run(new TokenCommand(), TestStore.command(folder, "new", "--json", "--server", "http://here"));
            assertThat(status).isEqualTo(2);
            assertThat(errors.toString()).contains("https");
            assertThat(store.count("claim_token")).isZero();
        }
    }
}
