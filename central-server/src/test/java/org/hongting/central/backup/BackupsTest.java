package org.hongting.central.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hongting.central.platform.database.StoreCopy;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.ReadFact;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("sqlite")
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
    void aClockThatStandsStillOrWasSetBackWritesOverNoBackup() throws Exception {
        try (SafeStore centre = new SafeStore(root)) {
            Backup one = centre.backups().make(centre.named());
            Backup other = centre.backups().make(centre.named());
            assertThat(other.file()).isNotEqualTo(one.file());
            assertThat(one.file()).exists();
            assertThat(other.file()).exists();
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
            centre.store.execute("UPDATE record SET body = ? WHERE terminal = 'kiosk-1' AND seq = 9", (Object)
                    ReadFact.TOMBSTONE.bytes());

            assertThat(centre.backup().records()).isEqualTo(1 + 14 + 2);
        }
    }

    @Test
    void aCopyThatWasDamagedOnItsWayIsNoBackupAndNothingIsSafeByIt() throws Exception {
        refused(List.of(
                file -> onChannel(file, channel -> {
                    for (long page = 1; page < channel.size() / 4096; page++) {
                        channel.write(ByteBuffer.wrap(new byte[] {(byte) 0xff, 0x55, 0x55}), page * 4096);
                    }
                }),
                file -> onChannel(file, channel -> channel.truncate(channel.size() / 2)),
                file -> onChannel(file, channel -> channel.truncate(0))));
    }

    private interface Harming {
        void to(FileChannel channel) throws IOException;
    }

    private static void onChannel(Path file, Harming harm) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            harm.to(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aCopyWhoseRecordsDoNotComeToItsWatermarksIsNoBackup() throws Exception {
        List<List<String>> changes = List.of(
                List.of("UPDATE record SET envelope = body WHERE seq = 3"),
                List.of("UPDATE record SET body = envelope WHERE seq = 3"),
                List.of(
                        "INSERT INTO quarantine (terminal, epoch, seq, content, reason, detail, envelope, body, received_at)"
                                + " SELECT terminal, epoch, seq, zeroblob(32), 'body', '', envelope, body,"
                                + " '' FROM record WHERE seq = 3",
                        "DELETE FROM record WHERE seq = 3"),
                List.of("DELETE FROM record WHERE seq = 3"),
                List.of("UPDATE epoch SET up_to = up_to + 1"),
                List.of("UPDATE epoch SET up_to = up_to - 1"),
                List.of("DELETE FROM store"),
                List.of("DROP TABLE record"));
        refused(changes.stream()
                .<Consumer<Path>>map(change -> file -> change(file, change))
                .toList());
    }

    private static void change(Path file, List<String> statements) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void refused(List<Consumer<Path>> harms) throws Exception {
        try (SafeStore centre = new SafeStore(root)) {
            centre.terminal.arrivals(100);
            centre.take(centre.terminal.all());
            for (Consumer<Path> harm : harms) {
                Backups backups = new Backups(centre.store.database, new Harmed(centre.copy(), harm), centre.clock);
                assertThatThrownBy(() -> backups.make(centre.named()))
                        .isInstanceOf(BackupFailure.class)
                        .hasMessageContaining("a copy did not hold");
            }
            assertThat(centre.hello().safe()).isZero();
            assertThat(centre.store.count("backup")).isZero();
            assertThat(namesIn(centre.folder)).containsExactly("backup.lock");
        }
    }

    private static class Harmed implements StoreCopy {
        private final StoreCopy inner;
        private final Consumer<Path> harm;

        Harmed(StoreCopy inner, Consumer<Path> harm) {
            this.inner = inner;
            this.harm = harm;
        }

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

    /// Each step of one backup after the other: what a machine that stopped behind it leaves in the folder.
    @Test
    void whatAPowerCutLeftIsSweptAndNothingIsSafeByIt() throws Exception {
        String name = "central-20261122T010000.000Z.db";
        try (SafeStore centre = new SafeStore(root)) {
            centre.take(centre.terminal.all());
            Files.createDirectories(centre.folder);
            Files.writeString(centre.folder.resolve("notes.txt"), "not ours");
            int made = 0;
            for (List<String> left : List.of(
                    List.of("backup.lock"),
                    List.of(name + ".unfinished"),
                    List.of(name + ".unfinished", name + ".unfinished-journal"),
                    List.of(name + ".unfinished", name + ".sha256.unfinished"),
                    List.of(name + ".unfinished", name + ".sha256"))) {
                for (String file : left) {
                    Files.writeString(centre.folder.resolve(file), "");
                }
                assertThat(centre.hello().safe()).isEqualTo(made);
                centre.backup();
                made = 1;
                assertThat(namesIn(centre.folder))
                        .contains("notes.txt", "backup.lock")
                        .noneMatch(file -> file.startsWith(name));
            }
            assertThat(centre.backups().newest(centre.named()).orElseThrow().records())
                    .isOne();
        }
    }

    /// The file has its name and is not registered, or is and `safe` was not raised yet.
    @Test
    void aPowerCutBehindTheLastByteLeavesLessSafeAndTheNextBackupMakesItGood() throws Exception {
        try (SafeStore centre = new SafeStore(root)) {
            centre.take(centre.terminal.all());
            Backup first = centre.backup();
            centre.store.execute("UPDATE epoch SET safe = 0");
            centre.store.execute("DELETE FROM backup");
            assertThat(centre.backups().newest(centre.named())).isEmpty();
            assertThat(centre.backups().isOvertaken(centre.named())).isTrue();
            Backup second = centre.backup();
            assertThat(first.file()).as("whole, and nobody's").exists();
            assertThat(centre.backups().isOvertaken(centre.named())).isFalse();
            assertThat(centre.backups().newest(centre.named())).contains(second);
            centre.store.execute("UPDATE epoch SET safe = 0");
            centre.backup();
            assertThat(centre.hello().safe()).isOne();
        }
    }

    @Test
    void aBackupIsOneCommittedStateHoweverFastRecordsArriveMeanwhile() throws Exception {
        try (SafeStore centre = new SafeStore(root);
                ExecutorService writer = Executors.newSingleThreadExecutor()) {
            centre.terminal.arrivals(1_600);
            AtomicLong committed = new AtomicLong();
            Future<?> writing = writer.submit(() -> {
                for (long first = 1; first <= centre.terminal.newest(); first += 40) {
                    long last = Math.min(first + 39, centre.terminal.newest());
                    committed.set(centre.take(centre.terminal.up(first, last))
                            .epochs()
                            .getFirst()
                            .upTo());
                }
            });
            int whileWriting = 0;
            while (!writing.isDone()) {
                long before = committed.get();
                Backup backup = centre.backup();
                whileWriting += writing.isDone() ? 0 : 1;
                assertThat(backup.records())
                        .as("all that was committed before, and nothing half")
                        .isGreaterThanOrEqualTo(before)
                        .satisfiesAnyOf(
                                count -> assertThat(count % 40).isZero(),
                                count -> assertThat(count).isEqualTo(1_601));
                assertThat(BackupFile.hash(backup.file())).isEqualTo(backup.hash());
            }
            writing.get();
            assertThat(whileWriting).isPositive();
            assertThat(centre.backup().records()).isEqualTo(1_601);
        }
    }

    @Test
    void aFullDiskOnEitherSideLeavesNothingHalfAndNothingUnregistered() throws Exception {
        try (SafeStore centre = new SafeStore(root)) {
            centre.take(centre.terminal.all());
            StoreCopy full = new Harmed(centre.copy(), file -> {
                throw new DatabaseFault(DatabaseFault.Kind.FULL, "told to fail");
            });
            assertThatThrownBy(() -> new Backups(centre.store.database, full, centre.clock).make(centre.named()))
                    .isInstanceOf(BackupFailure.class)
                    .hasMessageContaining("could not be copied")
                    .hasMessageContaining("FULL");
            assertThat(namesIn(centre.folder)).containsExactly("backup.lock");

            StoreCopy large = new Harmed(centre.copy(), file -> {}) {
                @Override
                public long bytes() {
                    return Long.MAX_VALUE / 2;
                }
            };
            assertThatThrownBy(() -> new Backups(centre.store.database, large, centre.clock).make(centre.named()))
                    .isInstanceOf(BackupFailure.class)
                    .hasMessageContaining("there is no room");

            Backups unregistered = new Backups(new FullDatabase(centre.store.database), centre.copy(), centre.clock);
            assertThatThrownBy(() -> unregistered.make(centre.named())).isInstanceOf(DatabaseFault.class);
            assertThat(namesIn(centre.folder)).containsExactly("backup.lock");
            assertThat(centre.hello().safe()).isZero();
        }
    }

    /// Reads, and has no room to write.
    private record FullDatabase(Database inner) implements Database {
        @Override
        public <T extends @Nullable Object> T inTransaction(Work<T> work) {
            throw new DatabaseFault(DatabaseFault.Kind.FULL, "told to fail");
        }

        @Override
        public <T extends @Nullable Object> T reading(Work<T> work) {
            return inner.reading(work);
        }
    }

    @Test
    void aFolderWhoseDiskIsNotMountedIsNotFilledOnTheDiskOfTheData() throws Exception {
        try (SafeStore centre = new SafeStore(root)) {
            centre.take(centre.terminal.all());
            centre.backup();
            Path elsewhere = root.resolve("unmounted");
            Files.move(centre.folder, elsewhere);
            Files.createDirectories(centre.folder);
            centre.terminal.arrivals(3);
            centre.take(centre.terminal.all());
            assertThatThrownBy(centre::backup)
                    .isInstanceOf(BackupFailure.class)
                    .hasMessageContaining("is its disk mounted?");
            assertThat(namesIn(centre.folder)).isEmpty();
            assertThat(centre.hello().safe()).isOne();

            Files.createFile(centre.folder.resolve("backup.lock"));
            centre.backup();
            assertThat(centre.hello().safe()).isEqualTo(4);
        }
    }

    @Test
    void whatWasCopiedOfOneStoreMakesNothingSafeInAnother() throws Exception {
        try (SafeStore centre = new SafeStore(root)) {
            centre.take(centre.terminal.all());
            StoreCopy replaced = new Harmed(
                    centre.copy(), file -> centre.store.execute("UPDATE store SET generation = generation + 1"));
            assertThatThrownBy(() -> new Backups(centre.store.database, replaced, centre.clock).make(centre.named()))
                    .isInstanceOf(BackupFailure.class)
                    .hasMessageContaining("another store");
            assertThat(centre.hello().safe()).isZero();
            assertThat(namesIn(centre.folder)).containsExactly("backup.lock");
        }
    }

    @Test
    void aFolderThatIsNoneSaysWhatToDo() throws Exception {
        try (SafeStore centre = new SafeStore(root)) {
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
