package org.hongting.central.configuration;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.PlainText;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;

/// Named sets of terminals; a terminal is in one at most. Safe for use by many threads.
public final class Groups {
    public static final int NAME_CHARACTERS = 60;

    private final AuditLog audit;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Desired desired;

    /// @param random for ids
    public Groups(AuditLog audit, InstantSource clock, RandomGenerator random, Desired desired) {
        this.audit = audit;
        this.clock = clock;
        this.random = random;
        this.desired = desired;
    }

    /// @param terminals how many are in it, revoked ones left out
    public record Group(String id, String name, long terminals) {}

    private static final String GROUPS = "SELECT id, name, (SELECT count(*) FROM terminal_grouped AS g"
            + " JOIN terminal ON terminal.id = g.terminal WHERE g.group_id = terminal_group.id"
            + " AND terminal.revoked_at IS NULL) AS terminals FROM terminal_group";

    /// By name.
    public List<Group> all(Transaction transaction) {
        return transaction.query(GROUPS + " ORDER BY name, id", Groups::group);
    }

    public Optional<Group> find(Transaction transaction, String id) {
        return transaction.queryFirst(GROUPS + " WHERE id = ?", Groups::group, id);
    }

    /// The group that a terminal is in.
    public static Optional<Group> of(Transaction transaction, TerminalId terminal) {
        return transaction.queryFirst(
                GROUPS + " WHERE id = (SELECT group_id FROM terminal_grouped WHERE terminal = ?)",
                Groups::group,
                terminal.value());
    }

    /// @throws ConfigurationRefusal if the name will not do
    public Group make(Transaction transaction, String name, String actor) {
        String clean = name.strip();
        boolean taken = all(transaction).stream().anyMatch(group -> group.name().equals(clean));
        if (clean.isEmpty() || clean.length() > NAME_CHARACTERS || !PlainText.isPlain(clean) || taken) {
            throw new ConfigurationRefusal(ConfigurationRefusal.Reason.NAME);
        }
        String id = "g-%08x".formatted(random.nextInt());
        transaction.update(
                "INSERT INTO terminal_group (id, name, made_by, made_at) VALUES (?, ?, ?, ?)",
                id,
                clean,
                actor,
                UtcText.of(clock.instant()));
        audit.record(transaction, actor, "group.made", id, clean);
        return new Group(id, clean, 0);
    }

    /// What was saved for it stays among the versions that were.
    ///
    /// @throws ConfigurationRefusal if terminals are in it
    public void remove(Transaction transaction, String id, String actor) {
        Group group =
                find(transaction, id).orElseThrow(() -> new ConfigurationRefusal(ConfigurationRefusal.Reason.NO_SUCH));
        if (group.terminals() > 0) {
            throw new ConfigurationRefusal(ConfigurationRefusal.Reason.NOT_EMPTY);
        }
        transaction.update("DELETE FROM terminal_grouped WHERE group_id = ?", id);
        transaction.update("DELETE FROM terminal_group WHERE id = ?", id);
        audit.record(transaction, actor, "group.removed", id, group.name());
    }

    /// Puts a terminal into a group, out of the one in which it was.
    ///
    /// @param group empty for none
    /// @throws ConfigurationRefusal if there is no such terminal or group
    public void put(Transaction transaction, TerminalId terminal, String group, String actor) {
        boolean enrolled = transaction
                .queryFirst(
                        "SELECT 1 AS n FROM terminal WHERE id = ? AND revoked_at IS NULL",
                        row -> row.integer("n"),
                        terminal.value())
                .isPresent();
        if (!enrolled || (!group.isEmpty() && find(transaction, group).isEmpty())) {
            throw new ConfigurationRefusal(ConfigurationRefusal.Reason.NO_SUCH);
        }
        transaction.update("DELETE FROM terminal_grouped WHERE terminal = ?", terminal.value());
        if (!group.isEmpty()) {
            transaction.update(
                    "INSERT INTO terminal_grouped (terminal, group_id) VALUES (?, ?)", terminal.value(), group);
        }
        audit.record(transaction, actor, "group.joined", terminal.value(), group);
        desired.reckon(transaction, List.of(terminal));
    }

    private static Group group(Transaction.Row row) {
        return new Group(row.text("id"), row.text("name"), row.integer("terminals"));
    }
}
