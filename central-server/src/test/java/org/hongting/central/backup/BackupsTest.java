package org.hongting.central.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hongting.central.platform.database.StoreCopy;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.record.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupsTest {
    @TempDir
    Path root;

    @Test
    void whatANamedFolderHoldsIsSafeAndNotARecordMore() throws Exception {
        try (SafeStore centre = new SafeStore(root)) {
            centre.terminal.arrivals(9);
            centre.take(centre.terminal.all());
            assertThat(centre.hello().safe()).isZero();

            Backup backup = centre.backup();
            assertThat(backup.records()).isEqualTo(10);
            assertThat(backup.store()).isEqualTo(centre.store.id);
            assertThat(centre.hello().safe())
                    .as("a terminal that is quiet hears it at its next hello")
                    .isEqualTo(10);

            centre.terminal.arrivals(5);
            var acknowledged = centre.take(centre.terminal.all()).epochs().getFirst();
            assertThat(acknowledged.upTo()).isEqualTo(15);
            assertThat(acknowledged.safe()).isEqualTo(10);

            assertThat(Files.getPosixFilePermissions(backup.file()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.readString(Path.of(backup.file() + ".sha256")))
                    .isEqualTo(backup.hash().hex() + "  " + backup.file().getFileName() + "\n");
            assertThat(namesIn(centre.folder)).noneMatch(name -> name.contains("unfinished"));
        }
    }

    @Test
    void aFolderThatNobodyNamedMakesNothingSafe() throws Exception {
        try (SafeStore centre = new SafeStore(root)) {
            centre.take(centre.terminal.all());
            Backup backup = centre.backups().make(BackupPlace.of(centre.data, Optional.empty()));
            assertThat(backup.file().getParent()).isEqualTo(centre.data.resolve("backups"));
            assertThat(centre.backups().newest(BackupPlace.of(centre.data, Optional.empty())))
                    .contains(backup);
            assertThat(centre.backups().newest(centre.named())).isEmpty();
            assertThat(centre.hello().safe()).isZero();
        }
    }

    /// Lost records leave a chain that cannot be known: what comes behind them is counted, not computed.
    @Test
    void anEpochWithLostAndQuarantinedRecordsHolds() throws Exception {
        try (SafeStore centre = new SafeStore(root)) {
            centre.take(centre.terminal.all());
            centre.terminal.arrivals(20);
            centre.take(centre.terminal.hello("00112233445566778899aabbccddeef0", 8));
            centre.take(centre.terminal.up(8, 21));
            TestTerminal other = TestTerminal.named("kiosk-2", centre.random);
            centre.store.enrol(other);
            other.append(other.record(7, other.arrival()));
            centre.take(other.all());
            assertThat(centre.store.count("lost")).isOne();
            assertThat(centre.store.count("quarantine")).isOne();

            assertThat(centre.backup().records()).isEqualTo(1 + 14 + 2);
        }
    }

    @Test
    void aCopyThatWasDamagedOnItsWayIsNoBackupAndNothingIsSafeByIt() throws Exception {
        refused(file -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                for (long page = 1; page < channel.size() / 4096; page++) {
                    channel.write(java.nio.ByteBuffer.wrap(new byte[] {(byte) 0xff, 0x55, 0x55}), page * 4096);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE record SET envelope = body WHERE seq = 3",
                "DELETE FROM record WHERE seq = 3",
                "UPDATE epoch SET up_to = up_to + 1",
                "UPDATE epoch SET up_to = up_to - 1",
                "DELETE FROM store",
                "DROP TABLE record"
            })
    void aCopyWhoseRecordsDoNotComeToItsWatermarksIsNoBackup(String change) throws Exception {
        refused(file -> {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = DELETE");
                statement.execute(change);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void refused(Consumer<Path> harm) throws Exception {
        try (SafeStore centre = new SafeStore(root)) {
            centre.terminal.arrivals(100);
            centre.take(centre.terminal.all());
            Backups backups = new Backups(centre.store.database, new Harmed(centre.copy(), harm), centre.clock);
            assertThatThrownBy(() -> backups.make(centre.named()))
                    .isInstanceOf(BackupFailure.class)
                    .hasMessageContaining("a copy did not hold");
            assertThat(centre.hello().safe()).isZero();
            assertThat(centre.store.count("backup")).isZero();
            assertThat(namesIn(centre.folder)).containsExactly("backup.lock");
        }
    }

    private record Harmed(StoreCopy inner, Consumer<Path> harm) implements StoreCopy {
        @Override
        public void write(Path target) {
            inner.write(target);
            harm.accept(target);
        }

        @Override
        public long bytes() throws IOException {
            return inner.bytes();
        }

        @Override
        public Database look(Path copy) {
            return inner.look(copy);
        }

        @Override
        public Optional<String> damage(Path copy) {
            return inner.damage(copy);
        }
    }

    @Test
    void whatAKilledServerLeftIsSweptAndAFolderThatIsNoneSaysWhatToDo() throws Exception {
        try (SafeStore centre = new SafeStore(root)) {
            Files.createDirectories(centre.folder);
            Files.writeString(centre.folder.resolve("central-20261122T010000.000Z.db.unfinished"), "half");
            Files.writeString(centre.folder.resolve("notes.txt"), "not ours");
            centre.backup();
            assertThat(namesIn(centre.folder)).hasSize(4).contains("notes.txt", "backup.lock");

            Path file = Files.writeString(root.resolve("a-file"), "");
            assertThatThrownBy(() -> centre.backups().make(new BackupPlace(file, true)))
                    .isInstanceOf(BackupFailure.class)
                    .hasMessageContaining("--backup");
        }
    }

    @Test
    void theNewestAndTheLastOfEachDayForAFortnightStay() {
        Instant now = Instant.parse("2026-11-22T20:00:00Z");
        List<Backup> backups = new ArrayList<>();
        for (int i = 0; i < 30 * 4; i++) {
            backups.add(at(now.minus(Duration.ofHours(6L * i))));
        }
        List<Backup> expendable = Rotation.expendable(backups, now);
        List<Backup> kept =
                backups.stream().filter(one -> !expendable.contains(one)).toList();
        assertThat(kept).contains(backups.get(0), backups.get(7)).hasSize(8 + 12);
        assertThat(kept.getLast().takenAt()).isEqualTo("2026-11-09T20:00:00Z");
        assertThat(Rotation.expendable(List.of(at(Instant.EPOCH)), now))
                .as("the only one stays, however old")
                .isEmpty();
        assertThat(Collections.disjoint(Set.copyOf(kept), expendable)).isTrue();
    }

    @Test
    void whatIsRotatedAwayGoesFromDiskAndTable() throws Exception {
        try (SafeStore centre = new SafeStore(root)) {
            Backup first = centre.backup();
            for (int i = 0; i < Rotation.NEWEST; i++) {
                centre.backup();
            }
            assertThat(first.file()).doesNotExist();
            assertThat(centre.store.count("backup")).isEqualTo(Rotation.NEWEST);
            assertThat(namesIn(centre.folder)).hasSize(2 * Rotation.NEWEST + 1);
        }
    }

    private static Backup at(Instant moment) {
        return new Backup(Path.of("/b/" + moment), new StoreId("s", 1), moment, 1, Digest.of(new byte[1]), 1, 1, true);
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
