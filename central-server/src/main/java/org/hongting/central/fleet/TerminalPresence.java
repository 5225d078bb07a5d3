package org.hongting.central.fleet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.wire.TerminalState;
import org.hongting.protocol.wire.Topic;
import org.jspecify.annotations.Nullable;

/// Keeps who is there by what terminals and their wills say. A hint for people, unsigned: nothing is decided by it.
/// When a terminal was heard and what it holds is told by what it signs, and never moved from here.
public final class TerminalPresence {
    private final Database database;

    public TerminalPresence(Database database) {
        this.database = database;
    }

    /// From now on this server hears these terminals: whoever was there before is not any more, until the broker says
    /// so, which keeps what each said last.
    public void begin(Set<Integer> shards) {
        database.inTransaction(transaction -> {
            List<@Nullable Object[]> heard = new ArrayList<>();
            transaction.query("SELECT id FROM terminal WHERE online = 1 OR session > 0", row -> row.text("id")).stream()
                    .filter(id -> shards.contains(Topic.shardOf(new TerminalId(id))))
                    .forEach(id -> heard.add(new Object[] {id}));
            transaction.updateEach("UPDATE terminal SET online = 0, session = 0 WHERE id = ?", heard);
            return null;
        });
    }

    /// All terminals of these shards that are not revoked, there or not.
    public List<TerminalId> of(Set<Integer> shards) {
        return database
                .reading(transaction -> transaction.query(
                        "SELECT id FROM terminal WHERE revoked_at IS NULL ORDER BY id",
                        row -> new TerminalId(row.text("id"))))
                .stream()
                .filter(terminal -> shards.contains(Topic.shardOf(terminal)))
                .toList();
    }

    /// @param states that came on their terminals' own topics, one of each terminal at most
    public void heard(Collection<TerminalState> states) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        states.stream()
                .sorted(Comparator.comparing(state -> state.terminal().value()))
                .forEach(state -> rows.add(new Object[] {
                    state.online() ? 1 : 0, state.session(), state.terminal().value(), state.session()
                }));
        if (rows.isEmpty()) {
            return;
        }
        database.inTransaction(transaction -> {
            transaction.updateEach(
                    "UPDATE terminal SET online = ?, session = ?"
                            + " WHERE id = ? AND session <= ? AND revoked_at IS NULL",
                    rows);
            return null;
        });
    }

    public void heard(TerminalState state) {
        heard(List.of(state));
    }

    /// By the word of its latest session.
    public boolean isThere(TerminalId terminal) {
        return database.reading(transaction -> transaction.queryFirst(
                        "SELECT 1 AS hit FROM terminal WHERE id = ? AND online = 1", row -> true, terminal.value()))
                .isPresent();
    }
}
