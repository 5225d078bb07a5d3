package org.hongting.central.fleet;

import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.broker.Admission;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.P256;

/// The enrolled terminals: who may connect, who may not any more. Safe for use by many threads.
public final class Terminals implements Admission {
    private final Database database;
    private final InstantSource clock;
    private final List<OnRevocation> duties;

    /// Key hashes of all that may connect: the broker asks at every message.
    private final Map<TerminalId, Digest> admitted = new ConcurrentHashMap<>();

    private volatile Consumer<TerminalId> revocationListener = terminal -> {};

    /// Reads who may connect. Whoever was online before this start is not any more.
    ///
    /// @param duties done in the transaction of every revocation
    public Terminals(Database database, InstantSource clock, List<OnRevocation> duties) {
        this(database, clock, duties, true);
    }

    /// @param isFirst false where other servers may be hearing terminals meanwhile
    Terminals(Database database, InstantSource clock, List<OnRevocation> duties, boolean isFirst) {
        this.database = database;
        this.clock = clock;
        this.duties = List.copyOf(duties);
        if (isFirst) {
            database.inTransaction(transaction -> transaction.update("UPDATE terminal SET online = 0, session = 0"));
        }
        admitted.putAll(database.reading(Terminals::unrevoked));
    }

    private static Map<TerminalId, Digest> unrevoked(Transaction transaction) {
        Map<TerminalId, Digest> keys = new HashMap<>();
        transaction.query(
                "SELECT id, public_key FROM terminal WHERE revoked_at IS NULL",
                row -> keys.put(new TerminalId(row.text("id")), Digest.of(row.bytes("public_key"))));
        return keys;
    }

    /// Another server may have let somebody in or shut somebody out.
    public void lookAgain() {
        Map<TerminalId, Digest> now = database.reading(Terminals::unrevoked);
        admitted.putAll(now);
        for (TerminalId terminal : List.copyOf(admitted.keySet())) {
            if (!now.containsKey(terminal) && isRevoked(terminal)) {
                admitted.remove(terminal);
                revocationListener.accept(terminal);
            }
        }
    }

    /// Whoever was claimed a moment ago was not there when all were read.
    private boolean isRevoked(TerminalId terminal) {
        return find(terminal).filter(TerminalSummary::revoked).isPresent();
    }

    /// Who is told of a revocation after its commit: the broker, to close the session.
    public void onRevocation(Consumer<TerminalId> listener) {
        revocationListener = listener;
    }

    @Override
    public boolean admits(TerminalId terminal, PublicKey key) {
        Digest known = admitted.get(terminal);
        return known != null && known.equals(Digest.of(key.getEncoded()));
    }

    /// The key by which an enrolled, unrevoked terminal signs; for others a directory of no keys.
    public KeyDirectory keys(TerminalId terminal) {
        return database.reading(transaction -> transaction.queryFirst(
                        "SELECT public_key FROM terminal WHERE id = ? AND revoked_at IS NULL",
                        row -> P256.publicKey(row.bytes("public_key")),
                        terminal.value()))
                .map(KeyDirectory::of)
                .orElse(nobody -> null);
    }

    /// Called once the claim is committed.
    void admit(TerminalId terminal, PublicKey key) {
        admitted.put(terminal, Digest.of(key.getEncoded()));
    }

    public List<TerminalSummary> all() {
        return database.reading(transaction ->
                transaction.query("SELECT * FROM terminal ORDER BY place, name, id", Terminals::summary));
    }

    public Optional<TerminalSummary> find(TerminalId terminal) {
        return database.reading(transaction ->
                transaction.queryFirst("SELECT * FROM terminal WHERE id = ?", Terminals::summary, terminal.value()));
    }

    /// Shuts a terminal out, now and for good: its session is closed, its certificate worthless, its claim token
    /// closed.
    ///
    /// @param actor the account that did it
    /// @return false if there is no such terminal or it is revoked already
    public boolean revoke(TerminalId terminal, String actor) {
        boolean revoked = database.inTransaction(transaction -> revoke(transaction, terminal, actor));
        if (revoked) {
            isShutOut(terminal);
        }
        return revoked;
    }

    /// Lets a terminal go that has brought everything, if `condition` says so in the same transaction: from then on it
    /// is shut out like one that was revoked.
    void release(TerminalId terminal, Predicate<Transaction> condition) {
        boolean released = database.inTransaction(transaction -> {
            if (!condition.test(transaction) || !revoke(transaction, terminal, terminal.value())) {
                return false;
            }
            transaction.update("UPDATE terminal SET released_at = revoked_at WHERE id = ?", terminal.value());
            AuditLog.write(
                    transaction,
                    new AuditLog.Act(clock.instant(), terminal.value(), "terminal.released", terminal.value(), ""));
            return true;
        });
        if (released) {
            isShutOut(terminal);
        }
    }

    /// Called once a revocation is committed.
    void isShutOut(TerminalId terminal) {
        admitted.remove(terminal);
        revocationListener.accept(terminal);
    }

    /// Gives the name and place of a terminal to another machine, under an id of its own, and shuts the old one out.
    /// What the old one had not sent stays told as unsent: it may still be brought from its disk.
    ///
    /// @return the new terminal; nothing where there is no such old one, or it was shut out before
    Optional<TerminalId> replace(
            Transaction transaction, TerminalId old, TerminalId fresh, PublicKey key, String actor) {
        if (!revoke(transaction, old, actor)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        transaction.update(
                "INSERT INTO terminal (id, name, place, public_key, claimed_at)"
                        + " SELECT ?, name, place, ?, ? FROM terminal WHERE id = ?",
                fresh.value(),
                key.getEncoded(),
                UtcText.of(now),
                old.value());
        transaction.update("UPDATE terminal SET replaced_by = ? WHERE id = ?", fresh.value(), old.value());
        AuditLog.write(
                transaction, new AuditLog.Act(now, actor, "terminal.replaced", old.value(), "by " + fresh.value()));
        return Optional.of(fresh);
    }

    private boolean revoke(Transaction transaction, TerminalId terminal, String actor) {
        int changed = transaction.update(
                "UPDATE terminal SET revoked_at = ?, online = 0 WHERE id = ? AND revoked_at IS NULL",
                UtcText.of(clock.instant()),
                terminal.value());
        if (changed == 1) {
            AuditLog.write(
                    transaction, new AuditLog.Act(clock.instant(), actor, "terminal.revoked", terminal.value(), ""));
            duties.forEach(duty -> duty.revoked(transaction, terminal, actor));
        }
        return changed == 1;
    }

    private static TerminalSummary summary(Transaction.Row row) {
        return new TerminalSummary(
                new TerminalId(row.text("id")),
                row.text("name"),
                row.text("place"),
                !row.isNull("revoked_at"),
                row.text("software"),
                Optional.ofNullable(row.textOrNull("last_contact_at")).map(UtcText::parse),
                row.integer("online") == 1,
                row.integer("pending"),
                Optional.ofNullable(row.textOrNull("clock")));
    }
}
