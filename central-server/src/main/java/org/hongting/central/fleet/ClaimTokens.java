package org.hongting.central.fleet;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.provisioning.authority.ClaimToken;
import org.hongting.provisioning.authority.TokenState;

/// Claim tokens: each lets one machine become one terminal, whose id, name and place are settled when it is minted.
/// Only the hash is kept. Safe for use by many threads, and beside a running server by another process.
public final class ClaimTokens {
    /// The longest time a token may be good for.
    public static final Duration LONGEST = Duration.ofDays(90);

    private static final int NAME_CHARACTERS = 64;
    private static final int ID_DIGITS = 6;

    private final Database database;
    private final InstantSource clock;
    private final SecureRandom random;

    public ClaimTokens(Database database, InstantSource clock, SecureRandom random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /// A token at the only moment at which anybody can see it.
    public record Minted(TerminalId terminal, ClaimToken token, Instant expires) {}

    /// @param name what people call the terminal, 1 to 64 characters
    /// @param place where it will stand, at most 64 characters
    /// @param life until it expires, at most [#LONGEST]
    /// @throws IllegalArgumentException if one of them is out of its bounds
    public Minted mint(String name, String place, Duration life, String actor) {
        if (isNoName(name) || isNoLine(place)) {
            throw new IllegalArgumentException("name and place are single lines of at most 64 characters");
        }
        if (life.isNegative() || life.isZero() || life.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a token is good for at most " + LONGEST.toDays() + " days");
        }
        Instant now = clock.instant();
        ClaimToken token = ClaimToken.mint(random);
        TerminalId terminal = newTerminalId(random);
        Instant expires = now.plus(life);
        database.inTransaction(transaction -> {
            AuditLog.write(
                    transaction,
                    new AuditLog.Act(now, actor, "claim-token.minted", terminal.value(), name + " / " + place));
            return transaction.update(
                    "INSERT INTO claim_token (hash, terminal, name, place, created_at, expires_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    token.hash().bytes(),
                    terminal.value(),
                    name,
                    place,
                    UtcText.of(now),
                    UtcText.of(expires));
        });
        return new Minted(terminal, token, expires);
    }

    static boolean isNoName(String text) {
        return text.isBlank() || isNoLine(text);
    }

    static boolean isNoLine(String text) {
        return text.length() > NAME_CHARACTERS || text.chars().anyMatch(Character::isISOControl);
    }

    static TerminalId newTerminalId(SecureRandom random) {
        return new TerminalId("kiosk-" + EpochId.draw(random).value().substring(0, ID_DIGITS));
    }

    static TokenState state(Transaction transaction, Digest hash) {
        return transaction
                .queryFirst(
                        "SELECT token.terminal, token.expires_at, token.used_key, terminal.revoked_at"
                                + " FROM claim_token token LEFT JOIN terminal ON terminal.id = token.terminal"
                                + " WHERE token.hash = ?",
                        ClaimTokens::state,
                        hash.bytes())
                .orElseGet(TokenState.Unknown::new);
    }

    private static TokenState state(Transaction.Row row) {
        TerminalId terminal = new TerminalId(row.text("terminal"));
        Instant expires = UtcText.parse(row.text("expires_at"));
        if (!row.isNull("revoked_at")) {
            return new TokenState.Closed();
        }
        return row.isNull("used_key")
                ? new TokenState.Unused(terminal, expires)
                : new TokenState.Used(terminal, expires, Digest.wrap(row.bytes("used_key")));
    }
}
