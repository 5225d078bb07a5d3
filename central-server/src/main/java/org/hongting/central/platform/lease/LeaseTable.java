package org.hongting.central.platform.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.wire.Topic;

/// Who is there and who has what, in the database that all servers share and by its clock. It knows no thread: one
/// server calls [#turn] again and again, and each turn is one transaction.
///
/// What holds ends between now and one lease from now. Where a later moment stands, the clock of the database
/// was set back since: that has run out too, or what a dead server had would hold for as long as the clock
/// went back. Who lives takes its own anew in its next turn.
public final class LeaseTable {
    /// A server that was killed is gone after this. Three turns fit in, so that one that fails or waits in the
    /// line of the writers costs nothing; and with a turn on top it is less than the ten seconds within which
    /// others have taken over.
    public static final Duration LEASE = Duration.ofSeconds(6);

    /// Between two turns.
    public static final Duration TURN = Duration.ofSeconds(2);

    private static final String LEADER = "leader";
    private static final String SHARD = "shard/";

    private final Database database;
    private final StoreClock clock;
    private final Member self;

    public LeaseTable(Database database, StoreClock clock, Member self) {
        this.database = database;
        this.clock = clock;
        this.self = self;
    }

    /// Whose terminals connect where: only servers that share a broker can share terminals.
    public enum Broker {
        /// Inside the server: there can be no other server.
        EMBEDDED,
        /// Outside of all of them.
        EXTERNAL;

        private String word() {
            return this == EMBEDDED ? "embedded" : "external";
        }
    }

    /// A server over this database.
    ///
    /// @param place machine and folder: two servers of one place with a broker inside are the same one, started
    /// twice, because the folder is locked
    public record Member(ServerId id, String place, Broker broker) {}

    /// Somebody who is in the way.
    ///
    /// @param until rises as long as that server lives
    public record InTheWay(ServerId id, String place, Broker broker, long until) {}

    /// That a server leads, for one time: who leads again after another did has another term.
    public record Lead(ServerId owner, long term) {}

    /// What a server has.
    ///
    /// @param servers how many are there, with this one, whether they hear or not
    public record Held(SortedSet<Integer> shards, Optional<Lead> lead, int servers) {
        public static final Held NOTHING = new Held(new TreeSet<>(), Optional.empty(), 1);
    }

    private record Lease(String name, long term) {}

    /// Enters this server, unless another one is in the way. What a server of the same place left is free at once.
    ///
    /// @return the one in the way: gone as soon as the clock of the database passes its moment
    public Optional<InTheWay> enter() {
        return database.inTransaction(transaction -> {
            long now = clock.millis(transaction);
            Optional<InTheWay> other = others(transaction, now).stream()
                    .filter(one -> self.broker() == Broker.EMBEDDED || one.broker() == Broker.EMBEDDED)
                    .filter(one -> !one.place().equals(self.place()))
                    .findFirst();
            if (other.isEmpty()) {
                clear(transaction);
                announce(transaction, now, false);
            }
            return other;
        });
    }

    /// Of those that cannot be there beside this one.
    private void clear(Transaction transaction) {
        if (self.broker() == Broker.EMBEDDED) {
            transaction.update("UPDATE lease SET until = 0");
            transaction.update("DELETE FROM server_instance");
        } else {
            transaction.update(
                    "UPDATE lease SET until = 0 WHERE owner IN (SELECT id FROM server_instance WHERE broker = ?)",
                    Broker.EMBEDDED.word());
            transaction.update("DELETE FROM server_instance WHERE broker = ?", Broker.EMBEDDED.word());
        }
    }

    private List<InTheWay> others(Transaction transaction, long now) {
        return transaction.query(
                "SELECT id, place, broker, until FROM server_instance WHERE until > ? AND until <= ? AND id <> ?"
                        + " ORDER BY id",
                row -> new InTheWay(
                        new ServerId(row.text("id")),
                        row.text("place"),
                        row.text("broker").equals(Broker.EMBEDDED.word()) ? Broker.EMBEDDED : Broker.EXTERNAL,
                        row.integer("until")),
                now,
                latest(now),
                self.id().value());
    }

    /// Until when somebody has what he takes or keeps now. Nobody has anything for longer.
    private static long latest(long now) {
        return now + LEASE.toMillis();
    }

    private void announce(Transaction transaction, long now, boolean hears) {
        transaction.update("DELETE FROM server_instance WHERE until <= ? OR until > ?", now, latest(now));
        transaction.update(
                "INSERT INTO server_instance (id, place, broker, until, hears) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET until = excluded.until, hears = excluded.hears",
                self.id().value(),
                self.place(),
                self.broker().word(),
                latest(now),
                hears ? 1 : 0);
    }

    /// Keeps what this server has, takes what nobody has any more, and gives back what is more than its share.
    ///
    /// @param hears whether it can hear terminals now: whoever cannot has no share, and the others have it
    public Held turn(boolean hears) {
        return database.inTransaction(transaction -> {
            long now = clock.millis(transaction);
            announce(transaction, now, hears);
            makeAll(transaction);
            List<String> hearing = transaction.query(
                    "SELECT id FROM server_instance WHERE hears = 1 ORDER BY id", row -> row.text("id"));
            transaction.update(
                    "UPDATE lease SET until = ? WHERE owner = ? AND until > ? AND until <= ?",
                    latest(now),
                    self.id().value(),
                    now,
                    latest(now));
            int share = hears ? shareOf(hearing.indexOf(self.id().value()), hearing.size()) : 0;
            List<Lease> mine =
                    mine(transaction, now).stream().filter(LeaseTable::isShard).toList();
            mine.stream().skip(share).forEach(lease -> give(transaction, lease.name()));
            free(transaction, now).stream()
                    .filter(name -> name.startsWith(SHARD))
                    .limit(Math.max(0, share - mine.size()))
                    .forEach(name -> take(transaction, name, now));
            take(transaction, LEADER, now);
            return held(transaction, now, others(transaction, now).size() + 1);
        });
    }

    /// Equal parts; what is left over goes to the first ones by name, which all servers reckon alike.
    private static int shareOf(int place, int servers) {
        return Topic.SHARDS / servers + (place < Topic.SHARDS % servers ? 1 : 0);
    }

    private static boolean isShard(Lease lease) {
        return lease.name().startsWith(SHARD);
    }

    private static void makeAll(Transaction transaction) {
        if (transaction.query("SELECT name FROM lease", row -> row.text("name")).size() > Topic.SHARDS) {
            return;
        }
        List<String> names = new ArrayList<>(List.of(LEADER));
        for (int shard = 0; shard < Topic.SHARDS; shard++) {
            names.add(SHARD + shard);
        }
        names.forEach(name -> transaction.update(
                "INSERT INTO lease (name, owner, term, until) VALUES (?, '', 0, 0) ON CONFLICT (name) DO NOTHING",
                name));
    }

    private List<Lease> mine(Transaction transaction, long now) {
        return transaction.query(
                "SELECT name, term FROM lease WHERE owner = ? AND until > ? AND until <= ? ORDER BY name",
                row -> new Lease(row.text("name"), row.integer("term")),
                self.id().value(),
                now,
                latest(now));
    }

    private static List<String> free(Transaction transaction, long now) {
        return transaction.query(
                "SELECT name FROM lease WHERE until <= ? OR until > ? ORDER BY name",
                row -> row.text("name"),
                now,
                latest(now));
    }

    private void take(Transaction transaction, String name, long now) {
        transaction.update(
                "UPDATE lease SET owner = ?, term = term + 1, until = ?"
                        + " WHERE name = ? AND (until <= ? OR until > ?)",
                self.id().value(),
                latest(now),
                name,
                now,
                latest(now));
    }

    private void give(Transaction transaction, String name) {
        transaction.update(
                "UPDATE lease SET until = 0 WHERE name = ? AND owner = ?",
                name,
                self.id().value());
    }

    private Held held(Transaction transaction, long now, int servers) {
        SortedSet<Integer> shards = new TreeSet<>();
        Optional<Lead> lead = Optional.empty();
        for (Lease lease : mine(transaction, now)) {
            if (isShard(lease)) {
                shards.add(Integer.valueOf(lease.name().substring(SHARD.length())));
            } else {
                lead = Optional.of(new Lead(self.id(), lease.term()));
            }
        }
        return new Held(shards, lead, servers);
    }

    /// Gives everything back: the others need not wait until it is gone.
    ///
    /// @return how many other servers are there
    public int leave() {
        return Objects.requireNonNull(database.inTransaction(transaction -> {
            long now = clock.millis(transaction);
            transaction.update(
                    "UPDATE lease SET until = 0 WHERE owner = ?", self.id().value());
            transaction.update(
                    "DELETE FROM server_instance WHERE id = ?", self.id().value());
            return others(transaction, now).size();
        }));
    }

    /// Who has which shard, for people to look at.
    public static SortedMap<Integer, ServerId> held(Transaction transaction, long now) {
        SortedMap<Integer, ServerId> held = new TreeMap<>();
        transaction.query(
                "SELECT name, owner FROM lease WHERE name <> ? AND until > ? AND until <= ?",
                row -> held.put(
                        Integer.valueOf(row.text("name").substring(SHARD.length())), new ServerId(row.text("owner"))),
                LEADER,
                now,
                latest(now));
        return held;
    }

    /// Who leads, for people to look at.
    public static Optional<ServerId> leader(Transaction transaction, long now) {
        return transaction.queryFirst(
                "SELECT owner FROM lease WHERE name = ? AND until > ? AND until <= ?",
                row -> new ServerId(row.text("owner")),
                LEADER,
                now,
                latest(now));
    }

    /// Whether nobody else has led since. A lease that ran out is no matter as long as nobody took it.
    static boolean stands(Transaction transaction, Lead lead) {
        return transaction
                .queryFirst(
                        "SELECT 1 AS hit FROM lease WHERE name = ? AND owner = ? AND term = ?",
                        row -> true,
                        LEADER,
                        lead.owner().value(),
                        lead.term())
                .isPresent();
    }
}
