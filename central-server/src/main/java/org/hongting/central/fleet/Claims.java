package org.hongting.central.fleet;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.claim.ClaimRefused;
import org.hongting.protocol.claim.ClaimRefused.Reason;
import org.hongting.protocol.claim.ClaimRequest;
import org.hongting.protocol.claim.ClaimResponse;
import org.hongting.protocol.claim.Inventory;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.provisioning.authority.CertificateRequest;
import org.hongting.provisioning.authority.ClaimDecision;
import org.hongting.provisioning.authority.ClaimRules;
import org.hongting.provisioning.authority.ClaimToken;
import org.hongting.provisioning.authority.Placement;
import org.hongting.provisioning.authority.RefusedRequest;
import org.hongting.provisioning.authority.SiteAuthority;
import org.hongting.provisioning.authority.TokenState;

/// Gives machines their identity. Safe for use by many threads.
final class Claims {
    private final Database database;
    private final InstantSource clock;
    private final SiteAuthority authority;
    private final Terminals terminals;
    private final Placements placements;

    Claims(
            Database database,
            InstantSource clock,
            SiteAuthority authority,
            Terminals terminals,
            Placements placements) {
        this.database = database;
        this.clock = clock;
        this.authority = authority;
        this.terminals = terminals;
        this.placements = placements;
    }

    /// One of the two answers a claim gets.
    sealed interface Answer {
        record Welcome(ClaimResponse response) implements Answer {}

        record Refused(ClaimRefused refusal) implements Answer {}
    }

    Answer claim(ClaimRequest request) {
        CertificateRequest certificateRequest;
        ClaimToken token;
        try {
            token = ClaimToken.parse(request.token());
            certificateRequest = CertificateRequest.parse(request.csrBytes());
        } catch (RefusedRequest e) {
            return refused(Reason.BAD_REQUEST);
        } catch (IllegalArgumentException e) {
            return refused(Reason.UNKNOWN_TOKEN);
        }
        Instant now = clock.instant();
        // The claim is one write transaction: nobody can bind the token between the decision and the binding.
        Decided decided = database.inTransaction(transaction ->
                decide(transaction, new Asked(token.hash(), certificateRequest, request.inventory()), now));
        if (decided.placement().isEmpty()) {
            return refused(decided.reason());
        }
        Placement placement = decided.placement().get();
        terminals.admit(placement.terminal(), certificateRequest.publicKey());
        return new Answer.Welcome(authority.welcome(certificateRequest, placement, now));
    }

    /// @param reason counts only where there is no placement
    private record Decided(Optional<Placement> placement, Reason reason) {}

    private record Asked(Digest token, CertificateRequest request, Inventory inventory) {}

    private Decided decide(Transaction transaction, Asked asked, Instant now) {
        TokenState state = ClaimTokens.state(
                transaction,
                asked.token(),
                Optional.ofNullable(asked.inventory().serial()));
        return switch (ClaimRules.decide(state, asked.request().key(), now)) {
            case ClaimDecision.Refuse(var reason) -> new Decided(Optional.empty(), reason);
            case ClaimDecision.Issue(var terminal, var _, var bind) -> {
                if (bind) {
                    bind(transaction, asked.token(), terminal, asked.request(), now);
                }
                yield new Decided(Optional.of(placements.of(transaction, terminal)), Reason.BAD_REQUEST);
            }
        };
    }

    private static void bind(
            Transaction transaction, Digest hash, TerminalId terminal, CertificateRequest request, Instant now) {
        transaction.update(
                "UPDATE claim_token SET used_by_terminal = ?, used_key = ? WHERE hash = ? AND used_key IS NULL",
                terminal.value(),
                request.key().bytes(),
                hash.bytes());
        transaction.update(
                "INSERT INTO terminal (id, name, place, public_key, claimed_at, certificate_ends_at)"
                        + " SELECT terminal, name, place, ?, ?, ? FROM claim_token WHERE hash = ?",
                request.publicKey().getEncoded(),
                UtcText.of(now),
                UtcText.of(SiteAuthority.terminalEnd(now)),
                hash.bytes());
        // What is set for the group reaches the terminal with the next publication, which looks for new ones.
        transaction.update(
                "INSERT INTO terminal_grouped (terminal, group_id) SELECT token.terminal, terminal_group.id"
                        + " FROM claim_token token JOIN terminal_group ON terminal_group.id = token.group_id"
                        + " WHERE token.hash = ?",
                hash.bytes());
        AuditLog.write(
                transaction, new AuditLog.Act(now, terminal.value(), "terminal.claimed", terminal.value(), "by token"));
    }

    private static Answer refused(Reason reason) {
        return new Answer.Refused(new ClaimRefused(reason));
    }
}
