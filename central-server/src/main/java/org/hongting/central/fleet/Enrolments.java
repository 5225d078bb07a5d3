package org.hongting.central.fleet;

import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.claim.ClaimResponse;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.provisioning.authority.CertificateRequest;
import org.hongting.provisioning.authority.SiteAuthority;

/// Makes terminals of machines that somebody approved. Safe for use by many threads.
final class Enrolments {
    private final Database database;
    private final SiteAuthority authority;
    private final Terminals terminals;
    private final Placements placements;
    private final SecureRandom random;

    Enrolments(
            Database database,
            SiteAuthority authority,
            Terminals terminals,
            Placements placements,
            SecureRandom random) {
        this.database = database;
        this.authority = authority;
        this.terminals = terminals;
        this.placements = placements;
        this.random = random;
    }

    /// The terminal that a key belongs to.
    record Holder(TerminalId terminal, boolean revoked) {}

    /// What a transaction did, and what follows from it after its commit.
    ///
    /// @param terminal may connect by that key from now on
    /// @param shutOut may not any more
    record Change(
            Pairing.Approval outcome,
            Optional<TerminalId> terminal,
            Optional<PublicKey> key,
            Optional<TerminalId> shutOut) {
        static Change none(Pairing.Approval outcome) {
            return new Change(outcome, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /// Who has that key.
    static Optional<Holder> holder(Transaction transaction, PublicKey key) {
        return transaction.queryFirst(
                "SELECT id, revoked_at FROM terminal WHERE public_key = ?",
                row -> new Holder(new TerminalId(row.text("id")), !row.isNull("revoked_at")),
                key.getEncoded());
    }

    /// Runs the step and does what follows from it.
    Pairing.Approval change(Function<Transaction, Change> step) {
        Change change = database.inTransaction(step::apply);
        change.terminal()
                .ifPresent(terminal -> terminals.admit(terminal, change.key().orElseThrow()));
        change.shutOut().ifPresent(terminals::isShutOut);
        return change.outcome();
    }

    Change enrol(Transaction transaction, PublicKey key, Pairing.Approved approved, String actor, Instant now) {
        Optional<Holder> holder = holder(transaction, key);
        if (holder.isPresent()) {
            return holder.get().revoked()
                    ? Change.none(Pairing.Approval.SHUT_OUT)
                    : given(transaction, holder.get().terminal(), key, actor, now);
        }
        if (approved.replaces().isPresent()) {
            return replaced(transaction, key, approved.replaces().get(), actor, now);
        }
        String name = approved.name().strip();
        String place = approved.place().strip();
        if (NewTerminal.isNoName(name) || NewTerminal.isNoLine(place)) {
            return Change.none(Pairing.Approval.NAME);
        }
        TerminalId terminal = ClaimTokens.newTerminalId(random);
        insert(transaction, terminal, name, place, key, now);
        AuditLog.write(
                transaction, new AuditLog.Act(now, actor, "terminal.paired", terminal.value(), name + " / " + place));
        return new Change(Pairing.Approval.DONE, Optional.of(terminal), Optional.of(key), Optional.empty());
    }

    /// The machine lost its certificate and not its key.
    private static Change given(
            Transaction transaction, TerminalId terminal, PublicKey key, String actor, Instant now) {
        AuditLog.write(transaction, new AuditLog.Act(now, actor, "terminal.paired", terminal.value(), "again"));
        return new Change(Pairing.Approval.DONE, Optional.of(terminal), Optional.of(key), Optional.empty());
    }

    private Change replaced(Transaction transaction, PublicKey key, TerminalId old, String actor, Instant now) {
        Optional<TerminalId> fresh = terminals.replace(transaction, old, ClaimTokens.newTerminalId(random), key, actor);
        if (fresh.isEmpty()) {
            return Change.none(Pairing.Approval.NO_SUCH_TERMINAL);
        }
        transaction.update(
                "UPDATE terminal SET certificate_ends_at = ? WHERE id = ?",
                UtcText.of(SiteAuthority.terminalEnd(now)),
                fresh.get().value());
        return new Change(Pairing.Approval.DONE, fresh, Optional.of(key), Optional.of(old));
    }

    private static void insert(
            Transaction transaction, TerminalId terminal, String name, String place, PublicKey key, Instant now) {
        transaction.update(
                "INSERT INTO terminal (id, name, place, public_key, claimed_at, certificate_ends_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                terminal.value(),
                name,
                place,
                key.getEncoded(),
                UtcText.of(now),
                UtcText.of(SiteAuthority.terminalEnd(now)));
    }

    /// What an enrolled machine is told; nothing where it was shut out meanwhile.
    Optional<ClaimResponse> welcome(TerminalId terminal, CertificateRequest request, Instant now) {
        return terminals.admits(terminal, request.publicKey())
                ? Optional.of(authority.welcome(
                        request, database.reading(transaction -> placements.of(transaction, terminal)), now))
                : Optional.empty();
    }
}
