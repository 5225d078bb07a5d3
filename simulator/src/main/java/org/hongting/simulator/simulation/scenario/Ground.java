package org.hongting.simulator.simulation.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.SqliteFile;
import org.hongting.central.platform.database.StoreIdentity;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.simulator.simulation.world.Image;
import org.hongting.simulator.simulation.world.JumpingClock;
import org.hongting.simulator.simulation.world.Timeline;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.replica.Replica;
import org.hongting.sync.store.SqliteDatabase;

/// What every seed begins with, made once: the tables of both sides as their migrations make them, the keys, and a
/// centre that has enrolled the terminals. Safe for use by many threads: nothing in it changes.
///
/// Keys are drawn anew for every run of the program. Nothing that a seed decides depends on them.
public final class Ground {
    static final OffsetDateTime BEGINNING = OffsetDateTime.parse("2026-11-22T09:00:00+08:00");
    static final int MOST_TERMINALS = 3;

    private final Path folder;
    private final Image terminal;
    private final Image centre;
    private final List<KeyPair> terminalKeys;
    private final KeyPair centreKeys;

    private Ground(Path folder, Image terminal, Image centre, List<KeyPair> terminalKeys, KeyPair centreKeys) {
        this.folder = folder;
        this.terminal = terminal;
        this.centre = centre;
        this.terminalKeys = terminalKeys;
        this.centreKeys = centreKeys;
    }

    /// @param folder where all seeds have their files; quick, and empty
    public static Ground prepare(Path folder) throws IOException {
        SecureRandom random = new SecureRandom();
        List<KeyPair> keys = IntStream.range(0, MOST_TERMINALS)
                .mapToObj(_ -> P256.newKeyPair(random))
                .toList();
        return new Ground(
                folder,
                terminalTables(folder.resolve("terminal.db")),
                centreTables(folder.resolve("centre.db"), keys),
                keys,
                P256.newKeyPair(random));
    }

    /// In memory where the machine has a place for that, else where temporary files are.
    public static Path quickFolder() throws IOException {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "hongting-simulate-")
                : Files.createTempDirectory("hongting-simulate-");
    }

    public static void discard(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /// As a journal makes them that never wrote anything.
    private static Image terminalTables(Path file) throws IOException {
        try (SqliteDatabase database = SqliteDatabase.open(file)) {
            Timeline timeline = new Timeline();
            JumpingClock clock = new JumpingClock(timeline, BEGINNING, new BootId("none"), java.time.Duration.ZERO);
            Journal.open(database, idOf(0), clock, new Random(1), "none");
            new Replica(database, List.of());
            database.inTransaction(transaction -> {
                transaction.update("DELETE FROM journal_record");
                transaction.update("DELETE FROM journal_epoch");
                return transaction.update(Door.TABLE);
            });
        }
        return read(file);
    }

    private static Image centreTables(Path file, List<KeyPair> keys) throws IOException {
        try (SqliteFile source = SqliteFile.open(file)) {
            source.migrate();
            JdbcDatabase database = new JdbcDatabase(source);
            StoreIdentity.ensure(database, new Random(1));
            for (int i = 0; i < keys.size(); i++) {
                String id = idOf(i).value();
                byte[] key = keys.get(i).getPublic().getEncoded();
                database.inTransaction(transaction -> transaction.update(
                        "INSERT INTO terminal (id, name, place, public_key, claimed_at) VALUES (?, '', '', ?, ?)",
                        id,
                        key,
                        UtcText.of(Instant.EPOCH)));
            }
        }
        return read(file);
    }

    private static Image read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return Image.of(bytes);
    }

    static TerminalId idOf(int number) {
        return new TerminalId("door-" + (number + 1));
    }

    Image terminal() {
        return terminal;
    }

    Image centre() {
        return centre;
    }

    Signer signerOf(int number) {
        return Signer.of(terminalKeys.get(number));
    }

    KeyPair centreKeys() {
        return centreKeys;
    }

    Path folder() {
        return folder;
    }
}
