package org.hongting.simulator.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.sync.store.SqliteDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FragileDatabaseTest {
    @TempDir
    Path folder;

    private int disks;

    private Disk disk(Image image, int forgotten) {
        disks++;
        return new Disk(folder.resolve("disk-" + disks), image, forgotten);
    }

    private static void add(Database database, int number) {
        database.inTransaction(transaction -> transaction.update("INSERT INTO number VALUES (?)", number));
    }

    private List<Long> numbers(Image image) {
        try (SqliteDatabase database = SqliteDatabase.open(disk(image, 0).file())) {
            return numbers(database);
        }
    }

    private static List<Long> numbers(Database database) {
        return database.reading(
                transaction -> transaction.query("SELECT n FROM number ORDER BY n", row -> row.integer("n")));
    }

    private Image empty() {
        Disk disk = disk(Image.of(new byte[0]), 0);
        try (SqliteDatabase database = SqliteDatabase.open(disk.file())) {
            database.inTransaction(
                    transaction -> transaction.update("CREATE TABLE number (n INTEGER PRIMARY KEY) STRICT"));
        }
        return disk.image();
    }

    @Test
    void aDeathBeforeTheCommitLeavesNothingAndOneAfterItAll() {
        Image image = empty();
        for (CommitFault fault : List.of(CommitFault.DEATH_BEFORE, CommitFault.DEATH_AFTER)) {
            Disk disk = disk(image, 0);
            try (SqliteDatabase real = SqliteDatabase.open(disk.file())) {
                FragileDatabase database = new FragileDatabase(real, disk, new Random(1));
                database.arm(fault, 1, 1);
                add(database, 1);
                assertThatThrownBy(() -> add(database, 2)).isInstanceOf(ProcessDeath.class);
                Image left = java.util.Objects.requireNonNull(database.left());
                assertThat(numbers(left).contains(2L)).isEqualTo(fault == CommitFault.DEATH_AFTER);
                assertThat(numbers(left)).contains(1L);
            }
        }
    }

    @Test
    void aTornCommitIsThereWholeOrNotAtAllAndTakesNothingOfThoseBefore() {
        Image image = empty();
        int whole = 0;
        for (int seed = 0; seed < 40; seed++) {
            Disk disk = disk(image, 0);
            try (SqliteDatabase real = SqliteDatabase.open(disk.file())) {
                FragileDatabase database = new FragileDatabase(real, disk, new SplittableRandom(seed));
                add(database, 1);
                database.arm(CommitFault.TORN, 0, 1);
                assertThatThrownBy(() -> add(database, 2)).isInstanceOf(ProcessDeath.class);
                List<Long> left = numbers(java.util.Objects.requireNonNull(database.left()));
                assertThat(left).startsWith(1L);
                whole += left.size() - 1;
            }
        }
        assertThat(whole).isBetween(1, 39);
    }

    @Test
    void aFullDiskRefusesAsOftenAsItIsToldToAndAFailedSyncMayHaveWrittenAll() {
        Disk disk = disk(empty(), 0);
        try (SqliteDatabase real = SqliteDatabase.open(disk.file())) {
            FragileDatabase database = new FragileDatabase(real, disk, new Random(1));
            database.arm(CommitFault.FULL, 0, 2);
            assertThatThrownBy(() -> add(database, 1)).isInstanceOf(DatabaseFault.class);
            assertThatThrownBy(() -> add(database, 2)).isInstanceOf(DatabaseFault.class);
            add(database, 3);
            database.arm(CommitFault.WRITTEN_ALL_THE_SAME, 0, 1);
            assertThatThrownBy(() -> add(database, 4)).isInstanceOf(DatabaseFault.class);
            assertThat(numbers(database)).containsExactly(3L, 4L);
        }
    }

    @Test
    void aDiskThatForgetsLosesTheLastCommitsAtAPowerCutAndNoneWhenTheProcessIsKilled() {
        Disk disk = disk(empty(), 2);
        try (SqliteDatabase real = SqliteDatabase.open(disk.file())) {
            FragileDatabase database = new FragileDatabase(real, disk, new Random(1));
            for (int number = 1; number <= 5; number++) {
                add(database, number);
            }
            assertThat(numbers(disk.image())).hasSize(5);
            assertThat(numbers(disk.afterPowerCut())).containsExactly(1L, 2L, 3L);
        }
    }
}
