package org.hongting.simulator.simulation.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
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
import org.hongting.sync.erasure.Erasures;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.replica.Replica;
import org.hongting.sync.store.Schema;
import org.hongting.sync.store.SqliteDatabase;

/// What every seed begins with, made once: the tables of both sides as their migrations make them, the keys, and a
/// centre that has enrolled the terminals. Safe for use by many threads: nothing in it changes.
///
/// Keys are drawn anew for every run of the program. Nothing that a seed decides depends on them.
public final class Ground {
    static final OffsetDateTime BEGINNING = OffsetDateTime.parse("2026-11-22T09:00:00+08:00");
    static final int MOST_TERMINALS = 3;

    private static final Set<String> INGEST_TABLES = Set.of(
            "alarm",
            "audit",
            "clock_anchor",
            "document",
            "document_entry",
            "document_version",
            "epoch",
            "erasure",
            "erasure_held",
            "fork_branch",
            "fork_decision",
            "lost",
            "quarantine",
            "record",
            "refused_message",
            "store",
            "terminal",
            "told_epoch",
            "proved_epoch");

    private final Image terminal;
    private final Image centre;
    private final List<KeyPair> terminalKeys;
    private final KeyPair centreKeys;

    private Ground(Image terminal, Image centre, List<KeyPair> terminalKeys, KeyPair centreKeys) {
        this.terminal = terminal;
        this.centre = centre;
        this.terminalKeys = terminalKeys;
        this.centreKeys = centreKeys;
    }

    /// @param folder an empty one, in which it is made
    public static Ground prepare(Path folder) throws IOException {
        SecureRandom random = new SecureRandom();
        List<KeyPair> keys = IntStream.range(0, MOST_TERMINALS)
                .mapToObj(_ -> P256.newKeyPair(random))
                .toList();
        KeyPair centre = P256.newKeyPair(random);
        QuickSignatures.signFor(Stream.concat(keys.stream(), Stream.of(centre)).toList());
        return new Ground(
                terminalTables(folder.resolve("terminal.db")),
                centreTables(folder.resolve("centre.db"), keys),
                keys,
                centre);
    }

    /// In memory where the machine has a place for that, else where temporary files are.
    public static Path quickFolder() throws IOException {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "hongting-simulate-")
                : Files.createTempDirectory("hongting-simulate-");
    }

    public static void discard(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /// As a journal makes them that never wrote anything.
    private static Image terminalTables(Path file) throws IOException {
        try (SqliteDatabase database = SqliteDatabase.open(file)) {
            Timeline timeline = new Timeline();
            JumpingClock clock = new JumpingClock(timeline, BEGINNING, new BootId("none"), Duration.ZERO);
            Journal.open(database, idOf(0), clock, new Random(1), "none");
            Schema.apply(database, Erasures.MIGRATIONS);
            new Replica(database, List.of(Door.erasures()));
            database.inTransaction(transaction -> {
                transaction.update("DELETE FROM journal_record");
                transaction.update("DELETE FROM journal_epoch");
                return transaction.update(Door.TABLE);
            });
        }
        return read(file);
    }

    /// What the ingest reads and writes, as the migrations make it. Every start reads the whole schema, of
    /// which this is a tenth.
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
            keepOnly(source.writer());
        } catch (SQLException e) {
            throw new IOException(e);
        }
        return read(file);
    }

    private static void keepOnly(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = OFF");
            List<String> others = new ArrayList<>();
            try (ResultSet all = statement.executeQuery(
                    "SELECT type, name FROM sqlite_master WHERE type <> 'index' AND name NOT LIKE 'sqlite_%'"
                            + " ORDER BY type = 'table', name")) {
                while (all.next()) {
                    if (!INGEST_TABLES.contains(all.getString("name"))) {
                        others.add(all.getString("type") + " " + all.getString("name"));
                    }
                }
            }
            for (String other : others) {
                statement.execute("DROP " + other);
            }
            statement.execute("VACUUM");
        }
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
}
