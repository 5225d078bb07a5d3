package org.hongting.central.health;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;

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
                "SELECT id, name, place, online, pending, last_contact_at FROM terminal WHERE revoked_at IS NULL"
                        + " ORDER BY place, name, id",
                row -> new Watched(
                        row.text("id"),
                        row.text("name"),
                        row.text("place"),
                        row.integer("online") == 1,
                        row.integer("pending"),
                        Optional.ofNullable(row.textOrNull("last_contact_at")).map(UtcText::parse),
                        Optional.ofNullable(heard.get(row.text("id")))));
    }
}
