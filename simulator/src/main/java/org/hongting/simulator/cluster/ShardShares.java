package org.hongting.simulator.cluster;

import java.util.Map;
import java.util.stream.Collectors;
import org.hongting.protocol.port.Transaction;

/// How the servers of a site have divided the fleet among them, as their database says.
public final class ShardShares {
    private ShardShares() {}

    /// How many shards each server leases, by the name it goes by in the database. One that was killed is there until
    /// the others have what it had.
    public static Map<String, Long> in(Transaction transaction) {
        return transaction
                .query(
                        "SELECT owner, count(*) AS shards FROM lease WHERE name LIKE 'shard/%' AND owner <> ''"
                                + " GROUP BY owner",
                        row -> Map.entry(row.text("owner"), row.integer("shards")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
