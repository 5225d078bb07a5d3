package org.hongting.sync.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hongting.protocol.command.Action;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.CommandObstacle;
import org.hongting.protocol.record.CommandOutcome;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.wire.Command;
import org.hongting.sync.store.Migration;
import org.jspecify.annotations.Nullable;

/// The commands that were heard of, each with how far it is. An id that stands here is never taken again.
final class CommandTable {
    static final List<Migration> MIGRATIONS = List.of(new Migration("command", 1, List.of("""
                    CREATE TABLE command (
                      number INTEGER NOT NULL PRIMARY KEY,
                      id TEXT NOT NULL UNIQUE,
                      action TEXT NOT NULL,
                      arguments TEXT NOT NULL,
                      expires INTEGER NOT NULL,
                      state TEXT NOT NULL
                    ) STRICT""")));

    private CommandTable() {}

    enum State {
        RECEIVED,
        STARTED,
        ENDED
    }

    /// @param action as it was understood when it was received
    record Row(String id, Action action, Instant expires) {
        Fact.CommandResult result(CommandOutcome outcome, @Nullable CommandObstacle obstacle) {
            return new Fact.CommandResult(id, action.word(), outcome, obstacle);
        }

        Fact.CommandResult ended(Optional<CommandObstacle> obstacle) {
            return obstacle.map(what -> result(CommandOutcome.FAILED, what))
                    .orElseGet(() -> result(CommandOutcome.DONE, null));
        }
    }

    static Optional<State> find(Transaction transaction, String id) {
        return transaction.queryFirst(
                "SELECT state FROM command WHERE id = ?", row -> State.valueOf(row.text("state")), id);
    }

    /// @param arguments of those that wait; what has ended needs none
    static void add(Transaction transaction, Command command, Map<String, String> arguments, State state) {
        transaction.update(
                "INSERT INTO command (id, action, arguments, expires, state) VALUES (?, ?, ?, ?, ?)",
                command.id(),
                command.action(),
                Json.writeText(arguments),
                command.expires().toEpochMilli(),
                state.name());
    }

    static void move(Transaction transaction, String id, State state) {
        transaction.update("UPDATE command SET state = ? WHERE id = ?", state.name(), id);
    }

    /// It is remembered, and what it said is not.
    static void end(Transaction transaction, String id) {
        transaction.update("UPDATE command SET state = ?, arguments = '{}' WHERE id = ?", State.ENDED.name(), id);
    }

    static long count(Transaction transaction, State state) {
        return transaction
                .queryFirst("SELECT count(*) AS n FROM command WHERE state = ?", row -> row.integer("n"), state.name())
                .orElse(0L);
    }

    /// In the order in which they came.
    static List<Row> all(Transaction transaction, State state) {
        return transaction
                .query(
                        "SELECT id, action, arguments, expires FROM command WHERE state = ? ORDER BY number",
                        CommandTable::row,
                        state.name())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /// What an earlier release, which has come back, does not know or cannot read, is left for the later one.
    private static Optional<Row> row(Transaction.Row row) {
        Map<String, String> arguments = new TreeMap<>();
        Json.readObject(row.text("arguments").getBytes(UTF_8))
                .properties()
                .forEach(one -> arguments.put(one.getKey(), one.getValue().asString()));
        return understood(row.text("action"), arguments)
                .map(action -> new Row(row.text("id"), action, Instant.ofEpochMilli(row.integer("expires"))));
    }

    private static Optional<Action> understood(String word, Map<String, String> arguments) {
        try {
            return Action.find(word, arguments);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static void forget(Transaction transaction, Instant expiredBefore) {
        transaction.update(
                "DELETE FROM command WHERE state = ? AND expires < ?",
                State.ENDED.name(),
                expiredBefore.toEpochMilli());
    }
}
