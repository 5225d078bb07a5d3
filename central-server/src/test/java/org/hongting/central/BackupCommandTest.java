package org.hongting.central;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.hongting.central.backup.Restore;
import org.hongting.central.testing.TestStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backup and restore from the command line, on a real data file.
class BackupCommandTest {
    @TempDir
    Path root;

    private final StringWriter out = new StringWriter();
    private final StringWriter people = new StringWriter();

    private int run(String... arguments) {
        return CentralMain.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(people))
                .execute(arguments);
    }

    @Test
    void aBackupIsMadeBesideARunningServerOrWithoutOneAndRestored() throws Exception {
        String data = root.resolve("data").toString();
        String to = root.resolve("other-disk").toString();
        assertThat(run("backup", "--data", data)).as("no server has run").isEqualTo(2);
        Files.createDirectories(Path.of(data));
        try (TestStore store = new TestStore(Path.of(data))) {
            assertThat(run("backup", "--data", data, "--to", to, "--json")).isZero();
            assertThat(store.count("backup WHERE counts = 1")).isOne();
        }
        assertThat(out.toString()).contains("\"sha256\":\"").contains("\"records\":0");
        assertThat(run("backup", "--data", data, "--to", to)).isZero();
        assertThat(run("backup", "--data", data, "--to", data + "/central.db"))
                .as("no folder")
                .isEqualTo(1);
        assertThat(people.toString()).contains("name another one");

        String backup;
        try (Stream<Path> files = Files.list(Path.of(to))) {
            backup = files.map(Path::toString)
                    .filter(name -> name.endsWith(".db"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
        assertThat(run("restore", "--from", backup, "--data", data)).isEqualTo(1);
        assertThat(people.toString()).contains("give --replace");
        assertThat(run("restore", "--from", backup, "--data", data, "--replace"))
                .isZero();
        assertThat(out.toString())
                .contains("restored: 0 records")
                .contains("replaced-")
                .contains("put the folder keys/ back");
        assertThat(run(
                        "restore",
                        "--from",
                        backup,
                        "--data",
                        root.resolve("new").toString(),
                        "--json"))
                .isZero();
        assertThat(run("restore", "--data", data)).as("no backup given").isEqualTo(2);
    }

    @Test
    void aServerDoesNotStartOnARestoreThatIsNotDone() throws Exception {
        Files.writeString(root.resolve(Restore.MARK), "");
        assertThat(StartObstacle.of(CentralOptions.local(root)))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("call central restore again"));
    }
}
