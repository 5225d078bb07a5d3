package org.hongting.simulator.fleet;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.StoreAddress;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.FactType;

/// What the centre's own database says of the people who came, read from the bodies of the records and from the rows
/// that were made of them, and by neither's key: by name.
///
/// @param lost people of whom there is no record, or no arrival
/// @param doubled records and arrivals beyond one for each person
/// @param strange people who never came
/// @param alarms alarms, refused messages and records in quarantine
public record CentreBooks(long lost, long doubled, long strange, long alarms) {
    /// @param people how many came, numbered from 1
    static CentreBooks read(Path file, long people) {
        return read(new StoreAddress.InFolder(file), people);
    }

    /// @param people how many came, numbered from 1
    static CentreBooks read(StoreAddress store, long people) {
        return new JdbcDatabase(store.look()).reading(transaction -> compare(transaction, people));
    }

    private static CentreBooks compare(Transaction transaction, long people) {
        Named recorded = new Named(people);
        transaction
                .query(
                        "SELECT body FROM record WHERE type = ?",
                        row -> Json.readObject(row.bytes("body")).path("member").asString(),
                        FactType.CHECK_IN_ADMITTED.typeName())
                .forEach(recorded::add);
        Named arrived = new Named(people);
        transaction
                .query("SELECT member FROM arrival", row -> row.text("member"))
                .forEach(arrived::add);
        long alarms = List.of("alarm", "refused_message", "quarantine").stream()
                .mapToLong(table -> transaction
                        .queryFirst("SELECT count(*) AS n FROM " + table, row -> row.integer("n"))
                        .orElse(0L))
                .sum();
        return new CentreBooks(
                recorded.missing() + arrived.missing(),
                recorded.doubled + arrived.doubled,
                recorded.strangers.size() + arrived.strangers.size(),
                alarms);
    }

    private static final class Named {
        private final long people;
        private final BitSet seen;
        private final Set<String> strangers = new HashSet<>();
        private long doubled;

        Named(long people) {
            this.people = people;
            this.seen = new BitSet(Math.toIntExact(people + 1));
        }

        void add(String member) {
            long number = Long.parseUnsignedLong(member, 16);
            if (number < 1 || number > people) {
                strangers.add(member);
            } else if (seen.get((int) number)) {
                doubled++;
            } else {
                seen.set((int) number);
            }
        }

        long missing() {
            return people - seen.cardinality();
        }
    }
}
