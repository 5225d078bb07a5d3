package org.hongting.central.platform.servers;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hongting.central.platform.broker.LineState;
import org.hongting.central.platform.lease.LeaseTable;
import org.hongting.central.platform.lease.ServerId;
import org.hongting.central.platform.lease.StoreClock;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.wire.Topic;

/// What the servers of one database tell of themselves, in that database and by its clock. Who has what is read from
/// the
/// leases, which know nothing of this: a word that comes late costs nobody a shard.
public final class ServerBook {
    /// Between two words of a server.
    public static final Duration TURN = Duration.ofSeconds(5);

    /// Whoever missed two words is not there.
    static final Duration SILENT = Duration.ofSeconds(15);

    /// How long those who went are shown.
    static final Duration SHOWN = Duration.ofDays(1);

    private final Database database;
    private final StoreClock clock;

    public ServerBook(Database database, StoreClock clock) {
        this.database = database;
        this.clock = clock;
    }

    record Lines(@JsonProperty(required = true) List<LineState> lines) {
        Lines {
            lines = List.copyOf(lines);
        }
    }

    /// @param servers those that are there first, and then who went last
    record Read(List<ServerState> servers, SortedSet<Integer> unheld) {}

    void tell(Servers.Self self, List<LineState> lines) {
        database.inTransaction(transaction -> {
            long now = clock.millis(transaction);
            transaction.update("DELETE FROM server_status WHERE heard < ?", now - SHOWN.toMillis());
            return transaction.update(
                    "INSERT INTO server_status (id, host, folder, software, begun, heard, ended, lines)"
                            + " VALUES (?, ?, ?, ?, ?, ?, 0, ?) ON CONFLICT (id) DO UPDATE"
                            + " SET heard = excluded.heard, lines = excluded.lines",
                    self.id().value(),
                    self.host(),
                    self.folder(),
                    self.software(),
                    now,
                    now,
                    new String(Json.write(new Lines(lines)), StandardCharsets.UTF_8));
        });
    }

    void leave(ServerId id) {
        database.inTransaction(transaction -> transaction.update(
                "UPDATE server_status SET ended = 1, heard = ? WHERE id = ?", clock.millis(transaction), id.value()));
    }

    Read read(Transaction transaction) {
        long now = clock.millis(transaction);
        Map<String, SortedSet<Integer>> held = new HashMap<>();
        SortedSet<Integer> unheld =
                IntStream.range(0, Topic.SHARDS).boxed().collect(Collectors.toCollection(TreeSet::new));
        LeaseTable.held(transaction, now).forEach((shard, owner) -> {
            held.computeIfAbsent(owner.value(), first -> new TreeSet<>()).add(shard);
            unheld.remove(shard);
        });
        String leader = LeaseTable.leader(transaction, now).map(ServerId::value).orElse("");
        List<ServerState> servers = transaction.query(
                "SELECT id, host, folder, software, begun, heard, ended, lines FROM server_status"
                        + " ORDER BY CASE WHEN ended = 0 AND heard >= ? THEN 0 ELSE 1 END, CASE WHEN ended = 0"
                        + " AND heard >= ? THEN 0 ELSE -heard END, host, folder, begun, id",
                row -> new ServerState(
                        new ServerId(row.text("id")),
                        row.text("host"),
                        row.text("folder"),
                        row.text("software"),
                        Instant.ofEpochMilli(row.integer("begun")),
                        Instant.ofEpochMilli(row.integer("heard")),
                        standing(row, now),
                        row.text("id").equals(leader),
                        held.getOrDefault(row.text("id"), new TreeSet<>()),
                        lines(row.text("lines"))),
                now - SILENT.toMillis(),
                now - SILENT.toMillis());
        return new Read(servers, unheld);
    }

    private static ServerState.Standing standing(Transaction.Row row, long now) {
        if (row.integer("ended") == 1) {
            return ServerState.Standing.ENDED;
        }
        return row.integer("heard") >= now - SILENT.toMillis()
                ? ServerState.Standing.HERE
                : ServerState.Standing.SILENT;
    }

    /// A server of another version may say it otherwise.
    private static List<LineState> lines(String told) {
        try {
            return Json.read(told.getBytes(StandardCharsets.UTF_8), Lines.class).lines();
        } catch (MalformedJson e) {
            return List.of();
        }
    }
}
