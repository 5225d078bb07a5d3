package org.hongting.central.health;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// All enrolled terminals with what they said last. Safe for use by many threads.
public final class Fleet {
    private final Database database;
    private volatile Map<String, HealthBook.Heard> read = Map.of();

    public Fleet(Database database) {
        this.database = database;
    }

    /// By place and name, without those that were revoked.
    public List<Watched> terminals() {
        return database.reading(this::terminals);
    }

    List<Watched> terminals(Transaction transaction) {
        Map<String, HealthBook.Heard> heard = new HashMap<>();
        HealthBook.all(transaction, read).forEach(one -> heard.put(one.terminal(), one));
        read = Map.copyOf(heard);
        return transaction.query(
                "SELECT id, name, place, online, pending, last_contact_at, (SELECT max(at) FROM terminal_line"
                        + " WHERE terminal = terminal.id AND terminal_line.online = 0) AS went_at"
                        + " FROM terminal WHERE revoked_at IS NULL ORDER BY place, name, id",
                row -> watched(row, Optional.ofNullable(heard.get(row.text("id")))));
    }

    private static Watched watched(Transaction.Row row, Optional<HealthBook.Heard> heard) {
        boolean online = row.integer("online") == 1;
        Optional<Instant> lastContact = moment(row.textOrNull("last_contact_at"));
        return new Watched(
                row.text("id"),
                row.text("name"),
                row.text("place"),
                online,
                row.integer("pending"),
                lastContact,
                online ? Optional.empty() : gone(lastContact, heard, moment(row.textOrNull("went_at"))),
                heard);
    }

    /// The latest of what is known: it may have come and gone between two looks.
    static Optional<Instant> gone(
            Optional<Instant> lastContact, Optional<HealthBook.Heard> heard, Optional<Instant> went) {
        return Stream.of(lastContact, heard.map(HealthBook.Heard::heardAt), went)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    private static Optional<Instant> moment(@Nullable String text) {
        return Optional.ofNullable(text).map(UtcText::parse);
    }
}
