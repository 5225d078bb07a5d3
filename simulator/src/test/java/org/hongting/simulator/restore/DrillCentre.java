package org.hongting.simulator.restore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hongting.central.backup.Backup;
import org.hongting.central.backup.BackupFailure;
import org.hongting.central.backup.BackupPlace;
import org.hongting.central.backup.Backups;
import org.hongting.central.backup.Restore;
import org.hongting.central.ingest.Arrived;
import org.hongting.central.ingest.HeldChains;
import org.hongting.central.ingest.Ingest;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.SqliteCopy;
import org.hongting.central.platform.database.SqliteFile;
import org.hongting.central.platform.database.StoreIdentity;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Topic;

/// A centre on a real file, which can be lost.
final class DrillCentre implements AutoCloseable {
    private static final KeyPair KEYS = P256.newKeyPair(new SecureRandom());

    private final Clock clock;
    private final SqliteFile file;
    private final Path data;
    private final Path backups;
    private final Ingest ingest;
    final Database database;
    final StoreId store;

    DrillCentre(Path root, String name, Clock clock) throws Exception {
        this.clock = clock;
        this.data = Files.createDirectories(root.resolve(name));
        this.backups = root.resolve("other-disk");
        file = SqliteFile.open(data.resolve("central.db"));
        file.migrate();
        database = new JdbcDatabase(file);
        store = StoreIdentity.ensure(database, new Random(1));
        ingest = new Ingest(database, store, Signer.of(KEYS), clock, new Random(2), List.of());
    }

    static KeyDirectory keys() {
        return id -> KEYS.getPublic();
    }

    void enrol(TerminalId terminal, byte[] publicKey) {
        database.inTransaction(transaction -> transaction.update(
                "INSERT INTO terminal (id, name, place, public_key, claimed_at) VALUES (?, 'Kiosk', 'Hall', ?, ?)",
                terminal.value(),
                publicKey,
                UtcText.of(Instant.EPOCH)));
    }

    Optional<byte[]> take(Topic topic, byte[] payload) {
        return ingest.take(List.of(new Arrived(topic, payload)), Duration.ZERO).answers().stream()
                .map(answer -> answer.frame())
                .findFirst();
    }

    Backup backup() throws BackupFailure {
        return new Backups(database, new SqliteCopy(data.resolve("central.db")), clock)
                .make(new BackupPlace(backups, true));
    }

    /// The disk is gone; a backup is restored into another folder.
    DrillCentre lostAndRestored(Backup backup, String name) throws Exception {
        close();
        Files.delete(data.resolve("central.db"));
        Path folder = Files.createDirectories(data.resolveSibling(name));
        new Restore(clock, new Random(3)).run(backup.file(), folder, false);
        return new DrillCentre(data.resolveSibling("."), name, clock);
    }

    long count(String fromAndWhere) {
        return database.reading(transaction -> transaction
                .queryFirst("SELECT count(*) AS n FROM " + fromAndWhere, row -> row.integer("n"))
                .orElseThrow());
    }

    /// What the chains say of every record that is held.
    HeldChains.Found chains() {
        return database.reading(HeldChains::check);
    }

    static Clock clockOf(DrillTime time) {
        return new Clock() {
            @Override
            public Instant instant() {
                return time.read().wall().toInstant();
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
    }

    @Override
    public void close() {
        file.close();
    }
}
