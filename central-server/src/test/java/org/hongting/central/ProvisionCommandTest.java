package org.hongting.central;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.claim.ClaimTicket;
import org.hongting.protocol.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/// Claim files for many machines from the command line, on a real data file.
class ProvisionCommandTest {
    private static final String SERVER = "https://centre.example:8443";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private Path data;
    private Path files;
    private TestStore store;

    @BeforeEach
    void open() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        files = folder.resolve("files");
        store = new TestStore(data);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private int run(String... arguments) {
        return new CommandLine(new ProvisionCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .execute(TestStore.command(data, arguments));
    }

    private int tokens(String... arguments) {
        List<String> all = new ArrayList<>(List.of("tokens", "--json", "--server", SERVER, "--out", files.toString()));
        all.addAll(List.of(arguments));
        return run(all.toArray(String[]::new));
    }

    private List<JsonNode> made() {
        List<JsonNode> made = new ArrayList<>();
        Json.readObject(out.toString().strip().getBytes(StandardCharsets.UTF_8))
                .path("claimFiles")
                .forEach(made::add);
        return made;
    }

    @Test
    void eachRoomGetsAFileOfItsOwnThatNobodyElseMayRead() throws IOException {
        assertThat(tokens("--name", "党建驿站", "--unit", "北校区", "--room", "301", "--room", "302", "--valid", "14d"))
                .as(errors.toString())
                .isZero();

        assertThat(made()).extracting(one -> one.path("place").asString()).containsExactly("北校区 301", "北校区 302");
        List<ClaimTicket> tickets = new ArrayList<>();
        for (JsonNode one : made()) {
            Path file = Path.of(one.path("file").asString());
            assertThat(file.getFileName()).hasToString("hongting-claim.json");
            assertThat(file.toString()).contains("-党建驿站-");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            tickets.add(ClaimTicket.read(Files.readAllBytes(file)));
        }
        assertThat(tickets).extracting(ClaimTicket::token).doesNotHaveDuplicates();
        assertThat(tickets).allSatisfy(ticket -> {
            assertThat(ticket.server()).hasToString(SERVER);
            assertThat(out.toString()).doesNotContain(ticket.token());
        });
        assertThat(store.texts("name", "claim_token ORDER BY name")).containsExactly("党建驿站 1", "党建驿站 2");
    }

    @Test
    void wrongUsageIsSaidAndMintsNothing() throws IOException {
        Path serials = Files.writeString(folder.resolve("serials.txt"), "a1\n\nb2\n");
        assertThat(tokens("--count", "3", "--room", "1", "--room", "2")).isEqualTo(2);
        assertThat(tokens("--count", "3", "--serials", serials.toString())).isEqualTo(2);
        assertThat(tokens("--serials", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(tokens("--count", "0")).isEqualTo(2);
        assertThat(tokens("--count", "1001")).isEqualTo(2);
        assertThat(tokens("--valid", "soon")).isEqualTo(2);
        assertThat(tokens("--valid", "91d")).isEqualTo(2);
        assertThat(tokens("--group", "nobody")).isEqualTo(2);
        assertThat(tokens("--name", "a\nb")).isEqualTo(2);

        assertThat(store.count("claim_token")).isZero();
        assertThat(files).doesNotExist();
        assertThat(tokens("--serials", serials.toString())).isZero();
        assertThat(store.texts("serial", "claim_token ORDER BY serial")).containsExactly("a1", "b2");
    }

    @Test
    void whatCannotBeWrittenLeavesNoTokenBehind() throws IOException {
        Files.writeString(files, "a file is in the way");
        assertThat(tokens("--count", "5")).isEqualTo(1);

        assertThat(errors.toString()).contains("could not be written").doesNotContain("\tat ");
        assertThat(store.count("claim_token")).isZero();
    }

    @Test
    void aTokenIsWithdrawnOnce() {
        tokens();
        String terminal = made().getFirst().path("terminal").asString();

        assertThat(run("withdraw", "--server", SERVER, terminal)).isZero();
        assertThat(run("withdraw", "--server", SERVER, terminal)).isEqualTo(1);
        assertThat(errors.toString()).contains(terminal);
    }
}
