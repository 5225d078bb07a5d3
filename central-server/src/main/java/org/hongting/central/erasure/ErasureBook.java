package org.hongting.central.erasure;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hongting.central.backup.ErasedFile;
import org.hongting.central.platform.database.StoreIdentity;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import tools.jackson.databind.JsonNode;

/// What can be said of erasures: what went, and where copies may still hold something.
public final class ErasureBook {
    private static final String ERASURES =
            "SELECT member, erased_at, erased_by, reason, went, version, late, late_at, swept_at FROM erasure";

    private static final String DONE = "said.store = ? AND said.generation = ? AND said.version >= ?";
    private static final String TERMINALS =
            " FROM terminal LEFT JOIN erasure_held AS said ON said.terminal = terminal.id";

    /// How long a backup of before stays at most while new ones are made.
    private static final Duration BACKUPS_STAY = Duration.ofDays(15);

    private final Database database;
    private final List<Path> places;

    /// @param places folders in which a list of erased people stands
    public ErasureBook(Database database, List<Path> places) {
        this.database = database;
        this.places = List.copyOf(places);
    }

    /// One erasure.
    ///
    /// @param went how much of what, by the words of [Trace] and of [Erasures]
    /// @param version of the document that tells terminals
    /// @param late records about the person that came since, stored without their bodies
    /// @param swept since when the store keeps nothing beside its tables either
    public record Erasure(
            MemberId member,
            Instant at,
            String by,
            String reason,
            Map<String, Long> went,
            long version,
            long late,
            Optional<Instant> lateAt,
            Optional<Instant> swept) {}

    /// What a terminal said.
    ///
    /// @param since when it said that it is done; else when it was last heard of, or revoked
    /// @param tombstones records that it sent without bodies, of whomever
    public record Told(String id, String name, String place, State state, Optional<Instant> since, long tombstones) {}

    /// Where a terminal stands.
    public enum State {
        DONE,
        /// It is there and will say so within minutes.
        WAITING,
        /// It hears of it when it comes back, or by stick.
        OFFLINE,
        /// It is told nothing any more: what lies on its disk lies there.
        REVOKED;

        public String word() {
            return Words.of(this);
        }
    }

    /// Backups that were made before.
    ///
    /// @param until when the last of them has gone if backups go on being made
    public record OldBackups(long count, Instant until) {}

    /// A folder in which the list of erased people should stand.
    public record Listed(Path folder, boolean stands) {}

    /// Newest first, with how many terminals are done.
    public record Line(Erasure erasure, long done, long terminals) {}

    public List<Line> list(int offset, int limit) {
        return database.reading(transaction -> {
            List<Erasure> erasures = transaction.query(
                    ERASURES + " ORDER BY erased_at DESC, member LIMIT ? OFFSET ?", ErasureBook::read, limit, offset);
            return erasures.stream().map(erasure -> line(transaction, erasure)).toList();
        });
    }

    private static Line line(Transaction transaction, Erasure erasure) {
        StoreId store = StoreIdentity.find(transaction).orElseThrow();
        return transaction
                .queryFirst(
                        "SELECT count(*) AS terminals, coalesce(sum(CASE WHEN " + DONE
                                + " THEN 1 ELSE 0 END), 0) AS done" + TERMINALS,
                        row -> new Line(erasure, row.integer("done"), row.integer("terminals")),
                        store.id(),
                        store.generation(),
                        erasure.version())
                .orElseThrow();
    }

    public Optional<Erasure> find(MemberId member) {
        return database.reading(transaction ->
                transaction.queryFirst(ERASURES + " WHERE member = ?", ErasureBook::read, member.value()));
    }

    /// Every terminal that was ever claimed, those first that are not done.
    public List<Told> told(Erasure erasure) {
        return database.reading(transaction -> told(transaction, erasure));
    }

    private static List<Told> told(Transaction transaction, Erasure erasure) {
        StoreId store = StoreIdentity.find(transaction).orElseThrow();
        return transaction.query(
                "SELECT terminal.id, terminal.name, terminal.place, terminal.revoked_at, terminal.last_contact_at,"
                        + " terminal.online, said.said_at, coalesce(said.tombstones, 0) AS tombstones, CASE WHEN "
                        + DONE + " THEN 1 ELSE 0 END AS done" + TERMINALS
                        + " ORDER BY done, terminal.revoked_at IS NOT NULL, terminal.online DESC, terminal.name,"
                        + " terminal.id",
                ErasureBook::readTold,
                store.id(),
                store.generation(),
                erasure.version());
    }

    private static Told readTold(Transaction.Row row) {
        State state = State.OFFLINE;
        String since = row.textOrNull("last_contact_at");
        if (row.integer("done") == 1) {
            state = State.DONE;
            since = row.textOrNull("said_at");
        } else if (!row.isNull("revoked_at")) {
            state = State.REVOKED;
            since = row.textOrNull("revoked_at");
        } else if (row.integer("online") == 1) {
            state = State.WAITING;
        }
        return new Told(
                row.text("id"),
                row.text("name"),
                row.text("place"),
                state,
                Optional.ofNullable(since).map(UtcText::parse),
                row.integer("tombstones"));
    }

    /// Backups of before that are known; nothing where there are none.
    public Optional<OldBackups> backups(Erasure erasure) {
        return database.reading(transaction -> transaction.queryFirst(
                        "SELECT count(*) AS n FROM backup WHERE taken_at <= ?",
                        row -> new OldBackups(row.integer("n"), erasure.at().plus(BACKUPS_STAY)),
                        UtcText.of(erasure.at())))
                .filter(old -> old.count() > 0);
    }

    /// Whether a backup of before would be put right if it were restored.
    public List<Listed> listed(Erasure erasure) {
        return places.stream()
                .map(place -> new Listed(place, stands(place, erasure.member())))
                .toList();
    }

    private static boolean stands(Path place, MemberId member) {
        try {
            return ErasedFile.read(place).stream()
                    .anyMatch(line -> line.member().equals(member));
        } catch (IOException e) {
            return false;
        }
    }

    private static Erasure read(Transaction.Row row) {
        Map<String, Long> went = new TreeMap<>();
        JsonNode said = Json.readObject(row.text("went").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        said.properties().forEach(one -> went.put(one.getKey(), one.getValue().longValue()));
        return new Erasure(
                new MemberId(row.text("member")),
                UtcText.parse(row.text("erased_at")),
                row.text("erased_by"),
                row.text("reason"),
                went,
                row.integer("version"),
                row.integer("late"),
                Optional.ofNullable(row.textOrNull("late_at")).map(UtcText::parse),
                Optional.ofNullable(row.textOrNull("swept_at")).map(UtcText::parse));
    }
}
