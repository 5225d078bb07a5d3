package org.hongting.central;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.hongting.central.backup.Restore;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.json.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// Backup and restore from the command line, on a real data file.
@Tag("sqlite")
class BackupCommandTest {
    @TempDir
    Path root;

    private final StringWriter out = new StringWriter();
    private final StringWriter people = new StringWriter();

    private int run(Object... arguments) {
        out.getBuffer().setLength(0);
        people.getBuffer().setLength(0);
        return CentralMain.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(people))
                .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    }

    private ObjectNode answer() throws Exception {
        assertThat(out.toString().strip().lines()).as("one object on one line").hasSize(1);
        return Json.readObject(out.toString().strip().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /// A folder with a store, and the file of its backup.
    private Path backedUp(Path data, Path to) throws IOException {
        Files.createDirectories(data);
        try (TestStore store = new TestStore(data)) {
            assertThat(run("backup", "--data", data, "--to", to, "--json")).isZero();
            assertThat(store.count("backup WHERE counts = 1")).isOne();
        }
        try (Stream<Path> files = Files.list(to)) {
            return files.filter(name -> name.toString().endsWith(".db"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aBackupIsMadeBesideARunningServerOrWithoutOneAndRestored() throws Exception {
        Path data = root.resolve("data");
        Path to = root.resolve("other-disk");
        Path backup = backedUp(data, to);
        assertThat(answer().get("file").asString()).isEqualTo(backup.toString());
        assertThat(answer().get("records").asLong()).isZero();
        assertThat(Files.readString(Path.of(backup + ".sha256")))
                .startsWith(answer().get("sha256").asString());
        assertThat(run("backup", "--data", data, "--to", to)).isZero();
        assertThat(out.toString()).startsWith("verified: " + to).contains("0 records in 0 epochs");

        assertThat(run("restore", "--from", backup, "--data", data)).isEqualTo(1);
        assertThat(people.toString()).contains("give --replace");
        assertThat(run("restore", "--from", backup, "--data", data, "--replace"))
                .isZero();
        assertThat(out.toString())
                .contains("restored: 0 records")
                .contains("replaced-")
                .contains("put the folder keys/ back");
        assertThat(run("restore", "--from", backup, "--data", root.resolve("new"), "--json"))
                .isZero();
        assertThat(answer().get("generation").asLong()).isGreaterThan(1);
        assertThat(answer().has("aside")).as("nothing was there").isFalse();
        assertThat(answer().get("next").size()).isEqualTo(3);
    }

    @Test
    void whatDoesNotHoldIsToldByASentenceAndByTheExitCode() throws Exception {
        Path data = root.resolve("data");
        Path backup = backedUp(data, root.resolve("other-disk"));
        byte[] bytes = Files.readAllBytes(backup);
        Files.write(backup, Arrays.copyOf(bytes, bytes.length - 1));
        assertThat(run("restore", "--from", backup, "--data", data, "--replace", "--json"))
                .isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(people.toString()).contains("is not the file that its .sha256 was written for");
        for (Path none : new Path[] {root.resolve("none"), root}) {
            assertThat(run("restore", "--from", none, "--data", data, "--replace"))
                    .isEqualTo(1);
            assertThat(people.toString()).contains("there is no file");
        }

        assertThat(run("backup", "--data", data, "--to", data.resolve("central.db")))
                .as("no folder")
                .isEqualTo(1);
        assertThat(people.toString()).contains("name another one");
        Files.writeString(data.resolve("central.db"), "not a store, but long enough to be read as one".repeat(99));
        assertThat(run("backup", "--data", data, "--to", root.resolve("third")))
                .as("a damaged store")
                .isNotZero();
        assertThat(people.toString()).doesNotContain("\tat ");
    }

    @Test
    void wrongUsageIsTwo() throws Exception {
        assertThat(run("backup", "--data", root)).as("no server has run").isEqualTo(2);
        assertThat(people.toString()).contains("give --data");
        assertThat(run("restore", "--data", root)).as("no backup given").isEqualTo(2);
        assertThat(run("backup", "--data")).isEqualTo(2);
        assertThat(run("backup", "--from", root)).isEqualTo(2);
        assertThat(run("serve", "--backup-hours", "often")).isEqualTo(2);
    }

    @Test
    void helpSaysWhatTheExitCodesMean() {
        assertThat(run("backup", "--help")).isZero();
        assertThat(out.toString()).contains("--to", "--json", "there is a verified backup");
        assertThat(run("restore", "--help")).isZero();
        assertThat(out.toString()).contains("--from", "--replace", "nothing was restored");
    }

    @Test
    void tablesInPostgresqlAreTheBusinessOfItsOwnTools() {
        String address = "jdbc:postgresql://localhost/hongting";
        assertThat(run("backup", "--data", root, "--database", address)).isEqualTo(1);
        assertThat(people.toString()).contains("pg_dump");
        assertThat(run("restore", "--from", root.resolve("file"), "--data", root, "--database", address))
                .isEqualTo(1);
        assertThat(people.toString()).contains("pg_restore");
    }

    private Optional<String> obstacle(int hours) {
        CentralOptions local = CentralOptions.local(root);
        return StartObstacle.of(new CentralOptions(
                new CentralOptions.Storage(root, Optional.empty()),
                local.console(),
                local.ports(),
                local.hostNames(),
                Optional.empty(),
                Optional.empty(),
                new CentralOptions.Backups(Optional.empty(), Optional.of(hours))));
    }

    @Test
    void aServerDoesNotStartOnARestoreThatIsNotDone() throws Exception {
        Files.writeString(root.resolve(Restore.MARK), "");
        assertThat(obstacle(6))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("call central restore again"));
    }

    /// It bears the name of the store that terminals know, and they would send nothing again.
    @Test
    void aServerDoesNotStartOnABackupThatWasPutInPlaceByHand() throws Exception {
        Path backup = backedUp(root.resolve("data"), root.resolve("other-disk"));
        Files.copy(backup, root.resolve("central.db"));
        assertThat(obstacle(6))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("call central restore --from it"));
        Files.delete(root.resolve("central.db"));
        assertThat(run("restore", "--from", backup, "--data", root)).isZero();
        assertThat(obstacle(6)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10_000})
    void hoursThatAreNoneAreRefused(int hours) {
        assertThat(obstacle(hours))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("--backup-hours"));
    }
}
