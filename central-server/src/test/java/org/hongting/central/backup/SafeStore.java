package org.hongting.central.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.hongting.central.ingest.Arrived;
import org.hongting.central.ingest.Ingest;
import org.hongting.central.platform.database.SqliteCopy;
import org.hongting.central.platform.database.StoreCopy;
import org.hongting.central.testing.MovingClock;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.Acknowledgement.Watermark;

/// A store of the tests with one terminal, its ingest and its backups.
final class SafeStore implements AutoCloseable {
    static final KeyPair SERVER = P256.newKeyPair(new SecureRandom());
    private static final String NONCE = "00112233445566778899aabbccddeeff";

    final Random random = new Random(3);
    final MovingClock clock = new MovingClock(Instant.parse("2026-11-22T02:00:00Z"), ZoneOffset.UTC);
    final Path data;
    final Path folder;
    final TestStore store;
    final TestTerminal terminal;
    final Ingest ingest;

    SafeStore(Path root, TestTerminal terminal) {
        this.data = root.resolve("data");
        this.folder = root.resolve("other-disk");
        assertThat(data.toFile().isDirectory() || data.toFile().mkdirs()).isTrue();
        this.terminal = terminal;
        store = new TestStore(data);
        if (store.count("terminal") == 0) {
            store.enrol(terminal);
        }
        ingest = new Ingest(store.database, store.id, Signer.of(SERVER), clock, random, List.of());
    }

    SafeStore(Path root) {
        this(root, TestTerminal.named("kiosk-1", new Random(3)));
    }

    StoreCopy copy() {
        return new SqliteCopy(data.resolve("central.db"));
    }

    Backups backups() {
        return new Backups(store.database, copy(), clock);
    }

    BackupPlace named() {
        return new BackupPlace(folder, true);
    }

    Backup backup() throws BackupFailure {
        clock.pass(Duration.ofSeconds(1));
        return backups().make(named());
    }

    Acknowledgement take(Arrived arrived) {
        return ingest.take(List.of(arrived), Duration.ZERO).answers().stream()
                .map(answer -> Acknowledgement.open(answer.frame(), id -> SERVER.getPublic()))
                .findFirst()
                .orElseThrow();
    }

    /// What the terminal hears when it says hello.
    Watermark hello() {
        return take(terminal.hello(NONCE, 1)).epochs().getFirst();
    }

    SafeStore pass(Duration time) {
        clock.pass(time);
        return this;
    }

    @Override
    public void close() {
        store.close();
    }
}
