package org.hongting.simulator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hongting.central.backup.Backup;
import org.hongting.protocol.wire.Topic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreDrillTest {
    /// Longer than a terminal waits between two hellos, or before it tries a lost line again.
    private static final Duration WHILE = Duration.ofMinutes(12);

    @TempDir
    Path root;

    private final DrillTime time = new DrillTime();
    private @Nullable DrillCentre centre;
    private final List<DrillTerminal> terminals = List.of(
            new DrillTerminal("door-1", time, 1, this::answer), new DrillTerminal("door-2", time, 2, this::answer));

    private Optional<byte[]> answer(Topic topic, byte[] payload) {
        DrillCentre there = centre;
        return there == null ? Optional.empty() : there.take(topic, payload);
    }

    @AfterEach
    void close() {
        if (centre != null) {
            centre.close();
        }
    }

    private DrillCentre begin() throws Exception {
        DrillCentre first = new DrillCentre(root, "first", DrillCentre.clockOf(time));
        terminals.forEach(terminal -> first.enrol(terminal.id, DrillTerminal.publicKey()));
        centre = first;
        return first;
    }

    private void record(int facts) {
        terminals.forEach(terminal -> terminal.record(facts));
        time.pass(WHILE);
    }

    private void restartAll() {
        terminals.forEach(DrillTerminal::restart);
    }

    @Test
    void aServerWhoseDiskIsLostComesBackWithEveryRecordOnce() throws Exception {
        DrillCentre first = begin();
        record(300);
        restartAll();
        record(40);
        Backup backup = first.backup();
        time.pass(WHILE);
        int pruned = terminals.getFirst().prune();
        assertThat(pruned).as("all that is safe, but the last of the disk").isEqualTo(301 + 40);

        record(200);
        restartAll();
        record(7);
        assertThat(terminals).allMatch(terminal -> terminal.pending() == 0);
        assertThat(terminals.getFirst().prune())
                .as("the one that had to stay; what came after the backup is in none")
                .isOne();

        centre = null;
        record(50);
        DrillCentre second = first.lostAndRestored(backup, "second");
        centre = second;
        time.pass(WHILE);
        restartAll();
        record(1);

        assertEverythingOnce(second);
        assertThat(second.store.generation()).isGreaterThan(first.store.generation());

        second.backup();
        time.pass(WHILE);
        assertThat(terminals.getFirst().prune())
                .as("by the new store's own word")
                .isPositive();
        record(3);
        assertEverythingOnce(second);
    }

    /// Whatever comes in whatever order: what a terminal has pruned, the newest backup holds.
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void nothingIsLostHoweverOftenTheServerIs(long seed) throws Exception {
        Random chance = new Random(seed);
        DrillCentre there = begin();
        Backup newest = there.backup();
        int losses = 0;
        int pruned = 0;
        for (int step = 0; step < 30 || losses < 2; step++) {
            switch (chance.nextInt(6)) {
                case 0, 1 -> record(chance.nextInt(1, 60));
                case 2 -> restartAll();
                case 3 -> {
                    newest = there.backup();
                    time.pass(WHILE);
                }
                case 4 ->
                    pruned += terminals.stream().mapToInt(DrillTerminal::prune).sum();
                default -> {
                    if (losses < 2) {
                        losses++;
                        centre = null;
                        record(chance.nextInt(1, 20));
                        there = there.lostAndRestored(newest, "store-" + losses);
                        centre = there;
                    }
                }
            }
        }
        restartAll();
        there.backup();
        time.pass(WHILE.multipliedBy(2));
        pruned += terminals.stream().mapToInt(DrillTerminal::prune).sum();
        assertThat(pruned).isPositive();
        record(2);
        assertEverythingOnce(there);
    }

    private void assertEverythingOnce(DrillCentre there) {
        long written = terminals.stream().mapToLong(DrillTerminal::written).sum();
        assertThat(there.count("record")).isEqualTo(written);
        assertThat(there.chains().wrong()).isEmpty();
        assertThat(there.chains().records()).isEqualTo(written);
        assertThat(there.count("alarm")).isZero();
        assertThat(there.count("lost")).isZero();
        assertThat(there.count("quarantine")).isZero();
        assertThat(terminals).allMatch(DrillTerminal::isAgreed);
    }

    /// A backup from before what was called safe: what is missing is said, and everything else is there.
    @Test
    void whatNoBackupAndNoTerminalHasIsToldAsLostAndStopsNothing() throws Exception {
        DrillCentre first = begin();
        record(100);
        Backup old = first.backup();
        record(60);
        first.backup();
        restartAll();
        record(5);
        terminals.getFirst().prune();
        DrillCentre second = first.lostAndRestored(old, "second");
        centre = second;
        time.pass(WHILE);
        record(2);

        assertThat(second.count("alarm WHERE kind = 'lost' AND terminal = 'door-1'"))
                .isOne();
        assertThat(second.count("alarm")).isOne();
        assertThat(second.count("lost WHERE first = 102 AND last = 161")).isOne();
        long written = terminals.stream().mapToLong(DrillTerminal::written).sum();
        assertThat(second.count("record")).isEqualTo(written - 60);
        assertThat(second.chains().wrong()).isEmpty();
        assertThat(terminals).allMatch(DrillTerminal::isAgreed);
    }
}
