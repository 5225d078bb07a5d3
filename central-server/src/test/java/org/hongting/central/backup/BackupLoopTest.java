package org.hongting.central.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.port.Scheduler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("sqlite")
class BackupLoopTest {
    private static final Scheduler NEVER = new Scheduler() {
        @Override
        public Cancellable after(Duration delay, Runnable step) {
            return () -> {};
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void execute(Runnable step) {
            step.run();
        }
    };

    @TempDir
    Path root;

    static BackupLoop loop(SafeStore centre, Path folder) {
        return new BackupLoop(
                centre.backups(),
                new BackupLoop.Settings(centre.data, new BackupPlace(folder, true), Duration.ofHours(6)),
                centre.store.database,
                centre.random,
                centre.clock,
                NEVER);
    }

    @Test
    void aBackupIsDueAfterItsHoursSoonAfterAClaimAndAtOnceWhereTheNewestIsGone() throws Exception {
        try (SafeStore centre = new SafeStore(root)) {
            BackupLoop loop = loop(centre, centre.folder);
            assertThat(loop.isDue()).isTrue();
            assertThat(loop.state().late()).as("none is late").isTrue();
            loop.make();
            assertThat(loop.isDue()).isFalse();
            assertThat(loop.state().late()).isFalse();

            centre.clock.pass(Duration.ofMinutes(31));
            assertThat(loop.isDue()).isFalse();
            centre.store.execute("UPDATE terminal SET claimed_at = ?", UtcText.of(centre.clock.instant()));
            assertThat(loop.isDue())
                    .as("a terminal that the backup does not know")
                    .isTrue();
            loop.make();
            assertThat(loop.isDue()).isFalse();

            centre.clock.pass(Duration.ofHours(6));
            assertThat(loop.isDue()).isTrue();
            loop.make();
            Files.delete(loop.state().newest().orElseThrow().file());
            assertThat(loop.isDue()).isTrue();
            assertThat(loop.state().late()).isTrue();
            loop.make();
            centre.clock.pass(Duration.ofHours(13));
            assertThat(loop.state().late()).isTrue();
        }
    }

    @Test
    void aBackupThatFailsRaisesAnAlarmADayThatSaysWhatToDo() throws Exception {
        try (SafeStore centre = new SafeStore(root)) {
            Path file = Files.writeString(root.resolve("a-file"), "");
            BackupLoop loop = loop(centre, file);
            loop.make();
            loop.make();
            assertThat(centre.store.texts("detail", "alarm WHERE kind = 'backup-failed' AND terminal = 'centre'"))
                    .singleElement()
                    .asString()
                    .startsWith("2026-11-22: ")
                    .contains("name another one with --backup");
            assertThat(loop.state().failed().orElseThrow().reason()).isEqualTo(BackupFailure.Reason.FOLDER);
            centre.clock.pass(Duration.ofDays(1));
            loop.make();
            assertThat(centre.store.count("alarm")).isEqualTo(2);
        }
    }

    @Test
    void whatNobodyThoughtOfIsToldTooAndAnAlarmThatCannotBeKeptStopsNothing() throws Exception {
        try (SafeStore centre = new SafeStore(root)) {
            BackupLoop loop = loop(centre, Path.of("/proc/no-such-folder"));
            centre.store.execute("DROP TABLE alarm");
            loop.make();
            assertThat(loop.state().failed()).isPresent();
            assertThat(loop.isDue()).isTrue();
        }
    }
}
