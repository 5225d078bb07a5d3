package org.hongting.central.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.hongting.central.fleet.OnRevocation;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.Limits;
import org.hongting.protocol.Words;
import org.hongting.protocol.command.Action;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.CommandObstacle;
import org.hongting.protocol.record.CommandOutcome;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Command;

/// The commands of all terminals.
///
/// A command waits in the store until the terminal says hello, and is said again with each hello until the terminal's
/// result has come or its moment is over: the terminal does it once however often it hears it. Nothing is sent to a
/// terminal that was revoked. Safe for use by many threads.
public final class Commands implements FactProjection, OnRevocation {
    /// Commands without a result that one terminal may have.
    public static final int MOST_OPEN = Limits.COMMANDS_OPEN;

    public static final Duration SHORTEST_VALIDITY = Duration.ofMinutes(1);
    public static final Duration LONGEST_VALIDITY = Duration.ofDays(7);

    private static final String OPEN = " FROM command WHERE terminal = ? AND outcome IS NULL AND expires_at > ?"
            + " AND (cancelled_at IS NULL OR sent_at IS NOT NULL)";

    private final AuditLog audit;
    private final Signer signer;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param signer the server's key, certified by the site root
    /// @param random for ids
    public Commands(AuditLog audit, Signer signer, InstantSource clock, RandomGenerator random) {
        this.audit = audit;
        this.signer = signer;
        this.clock = clock;
        this.random = random;
    }

    /// Asks a terminal to do something.
    ///
    /// @param validity after this long it is not begun any more
    /// @param actor the account that asks
    /// @return the command's id
    /// @throws CommandRefusal if the terminal is revoked or unknown, or too many wait for it
    /// @throws IllegalArgumentException if the validity is outside its bounds
    public String ask(
            Transaction transaction,
            TerminalId terminal,
            Action action,
            Duration validity,
            String reason,
            String actor) {
        if (validity.compareTo(SHORTEST_VALIDITY) < 0 || validity.compareTo(LONGEST_VALIDITY) > 0) {
            throw new IllegalArgumentException("a command is good for a minute to a week");
        }
        requireFree(transaction, terminal);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String id = "c-%016x".formatted(random.nextLong());
        transaction.update(
                "INSERT INTO command (id, terminal, action, arguments, reason, asked_by, asked_at, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                terminal.value(),
                action.word(),
                Json.writeText(new TreeMap<>(action.arguments())),
                reason,
                actor,
                UtcText.of(now),
                UtcText.of(now.plus(validity)));
        audit.record(transaction, actor, "command.asked", terminal + "/" + id, action.word() + ": " + reason);
        return id;
    }

    private void requireFree(Transaction transaction, TerminalId terminal) {
        boolean enrolled = transaction
                .queryFirst(
                        "SELECT 1 AS n FROM terminal WHERE id = ? AND revoked_at IS NULL",
                        row -> row.integer("n"),
                        terminal.value())
                .isPresent();
        if (!enrolled) {
            throw new CommandRefusal(CommandRefusal.Reason.NO_TERMINAL);
        }
        long open = transaction
                .queryFirst(
                        "SELECT count(*) AS n" + OPEN,
                        row -> row.integer("n"),
                        terminal.value(),
                        UtcText.of(clock.instant()))
                .orElse(0L);
        if (open >= MOST_OPEN) {
            throw new CommandRefusal(CommandRefusal.Reason.TOO_MANY);
        }
    }

    /// Takes a command back. One that was never sent is not sent any more; of one that was, the terminal is told, and
    /// says whether that was in time.
    ///
    /// @throws CommandRefusal if it has its result or was taken back already
    public void cancel(Transaction transaction, TerminalId terminal, String id, String actor) {
        String now = UtcText.of(clock.instant());
        int changed = transaction.update(
                "UPDATE command SET cancelled_by = ?, cancelled_at = ? WHERE id = ? AND terminal = ?"
                        + " AND outcome IS NULL AND cancelled_at IS NULL AND expires_at > ?",
                actor,
                now,
                id,
                terminal.value(),
                now);
        if (changed == 0) {
            throw new CommandRefusal(CommandRefusal.Reason.TOO_LATE);
        }
        audit.record(transaction, actor, "command.cancelled", terminal + "/" + id, "");
    }

    /// A terminal that is shut out is told nothing: what it was not told is taken back with its revocation.
    @Override
    public void revoked(Transaction transaction, TerminalId terminal, String actor) {
        transaction.update(
                "UPDATE command SET cancelled_by = ?, cancelled_at = ? WHERE terminal = ? AND outcome IS NULL"
                        + " AND cancelled_at IS NULL",
                actor,
                UtcText.of(clock.instant()),
                terminal.value());
    }

    /// Whether there is anything to say to the terminal.
    public boolean isDue(Transaction transaction, TerminalId terminal) {
        return transaction
                .queryFirst(
                        "SELECT 1 AS n" + OPEN + " LIMIT 1",
                        row -> row.integer("n"),
                        terminal.value(),
                        UtcText.of(clock.instant()))
                .isPresent();
    }

    /// Terminals that were not told yet of something that was asked of them, or taken back.
    List<TerminalId> unsaid(Transaction transaction) {
        return transaction.query(
                "SELECT DISTINCT terminal FROM command WHERE outcome IS NULL AND expires_at > ?"
                        + " AND (sent_at IS NULL) <> (cancelled_at IS NOT NULL) ORDER BY terminal",
                row -> new TerminalId(row.text("terminal")),
                UtcText.of(clock.instant()));
    }

    /// What the terminal is to be told now, in the order in which it was asked; from now on it counts as sent.
    ///
    /// @return messages of [org.hongting.protocol.wire.Channel#COMMAND]
    public List<byte[]> take(Transaction transaction, TerminalId terminal) {
        String now = UtcText.of(clock.instant());
        List<Command> due = transaction.query(
                "SELECT id, action, arguments, expires_at, cancelled_at" + OPEN
                        + " AND EXISTS (SELECT 1 FROM terminal WHERE terminal.id = command.terminal"
                        + " AND terminal.revoked_at IS NULL) ORDER BY asked_at, id LIMIT " + MOST_OPEN,
                row -> command(terminal, row),
                terminal.value(),
                now);
        for (Command command : due) {
            transaction.update("UPDATE command SET sent_at = ? WHERE id = ? AND sent_at IS NULL", now, command.id());
        }
        return due.stream().map(command -> command.seal(signer)).toList();
    }

    /// What was taken back goes under its own id: whichever of the two the terminal hears first, it answers once.
    private static Command command(TerminalId terminal, Transaction.Row row) {
        Instant expires = UtcText.parse(row.text("expires_at"));
        return row.isNull("cancelled_at")
                ? new Command(terminal, row.text("id"), expires, row.text("action"), arguments(row))
                : new Command(terminal, row.text("id"), expires, Action.Cancel.WORD, Map.of());
    }

    private static Map<String, String> arguments(Transaction.Row row) {
        Map<String, String> arguments = new TreeMap<>();
        Json.readObject(row.text("arguments").getBytes(UTF_8))
                .properties()
                .forEach(one -> arguments.put(one.getKey(), one.getValue().asString()));
        return arguments;
    }

    /// The terminal's own word is written to the command; the first one counts.
    @Override
    public void project(Transaction transaction, List<StoredFact> facts) {
        for (StoredFact fact : facts) {
            if (fact.fact() instanceof Fact.CommandResult result) {
                transaction.update(
                        "UPDATE command SET outcome = ?, obstacle = ?, ended_at = ? WHERE id = ? AND terminal = ?"
                                + " AND outcome IS NULL",
                        Words.of(result.outcome()),
                        result.obstacle() == null ? null : Words.of(result.obstacle()),
                        UtcText.of(fact.received()),
                        result.command(),
                        fact.terminal().value());
            }
        }
    }

    /// The commands of one terminal, the latest first.
    public List<AskedCommand> of(Transaction transaction, TerminalId terminal, int limit) {
        Instant now = clock.instant();
        return transaction.query(
                "SELECT * FROM command WHERE terminal = ? ORDER BY asked_at DESC, id LIMIT ?",
                row -> asked(row, now),
                terminal.value(),
                limit);
    }

    private static AskedCommand asked(Transaction.Row row, Instant now) {
        Instant expires = UtcText.parse(row.text("expires_at"));
        return new AskedCommand(
                row.text("id"),
                row.text("action"),
                arguments(row),
                row.text("reason"),
                row.text("asked_by"),
                UtcText.parse(row.text("asked_at")),
                expires,
                Optional.ofNullable(row.textOrNull("cancelled_by")),
                CommandState.of(
                        Optional.ofNullable(row.textOrNull("outcome"))
                                .flatMap(word -> Words.find(CommandOutcome.class, word)),
                        !row.isNull("sent_at"),
                        !row.isNull("cancelled_at"),
                        !expires.isAfter(now)),
                Optional.ofNullable(row.textOrNull("obstacle"))
                        .flatMap(word -> Words.find(CommandObstacle.class, word)),
                Optional.ofNullable(row.textOrNull("ended_at")).map(UtcText::parse));
    }
}
