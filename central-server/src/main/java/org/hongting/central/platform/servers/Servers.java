package org.hongting.central.platform.servers;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hongting.central.platform.broker.LineState;
import org.hongting.central.platform.lease.ServerId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.wire.Topic;

/// This server among the others, as people see them. A server that can have no other beside it knows of itself by
/// itself; several tell one another in the [ServerBook]. Safe for use by many threads.
public final class Servers {
    /// More names nobody reads.
    private static final int NAMES = 20;

    private final Database database;
    private final Self self;
    private final Supplier<List<LineState>> lines;
    private final Optional<ServerBook> book;
    private final InstantSource clock;

    /// What does not change of a server while it runs.
    public record Self(ServerId id, String host, String folder, String software, Instant begun) {}

    /// @param lines how it stands with its broker now
    /// @param book nothing where there can be no other server
    public Servers(
            Database database,
            Self self,
            Supplier<List<LineState>> lines,
            Optional<ServerBook> book,
            InstantSource clock) {
        this.database = database;
        this.self = self;
        this.lines = lines;
        this.book = book;
        this.clock = clock;
    }

    /// Says that this server is there and how it stands with its broker.
    public void tell() {
        book.ifPresent(shared -> shared.tell(self, lines.get()));
    }

    /// Says that it goes.
    public void leave() {
        book.ifPresent(shared -> shared.leave(self.id()));
    }

    public Overview look() {
        return database.reading(transaction -> {
            if (book.isEmpty()) {
                return new Overview(true, List.of(alone()), new TreeSet<>(), List.of(), 0);
            }
            ServerBook.Read read = book.get().read(transaction);
            List<Overview.Unheard> unheard = unheard(transaction, read.unheld());
            return new Overview(
                    false,
                    read.servers(),
                    read.unheld(),
                    unheard.stream().limit(NAMES).toList(),
                    unheard.size());
        });
    }

    private ServerState alone() {
        SortedSet<Integer> all =
                IntStream.range(0, Topic.SHARDS).boxed().collect(Collectors.toCollection(TreeSet::new));
        return new ServerState(
                self.id(),
                self.host(),
                self.folder(),
                self.software(),
                self.begun(),
                clock.instant(),
                ServerState.Standing.HERE,
                true,
                all,
                lines.get());
    }

    private static List<Overview.Unheard> unheard(Transaction transaction, SortedSet<Integer> shards) {
        if (shards.isEmpty()) {
            return List.of();
        }
        return transaction
                .query(
                        "SELECT id, name, place FROM terminal WHERE revoked_at IS NULL ORDER BY place, name, id",
                        row -> new Overview.Unheard(
                                row.text("id"),
                                row.text("name"),
                                row.text("place"),
                                Topic.shardOf(new TerminalId(row.text("id")))))
                .stream()
                .filter(terminal -> shards.contains(terminal.shard()))
                .toList();
    }
}
