package org.hongting.central.fleet;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /// As many terminals as a campus sets up in one go.
    public static final int MOST_AT_ONCE = 1_000;

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
    public record Minted(TerminalId terminal, NewTerminal made, ClaimToken token, Instant expires) {
        /// A name for a folder that holds this one's claim file: people find the terminal by it.
        public String folder() {
            String plain = (made.name() + " " + made.place()).strip().replaceAll("[^\\p{L}\\p{N}]+", "-");
            return terminal.value() + "-" + plain;
        }
    }

    /// A token that was minted and not used.
    ///
    /// @param group the name of the group, empty for none
    public record Waiting(
            TerminalId terminal,
            String name,
            String place,
            String group,
            String serial,
            String madeBy,
            Instant expires,
            boolean expired) {}

    /// @param name what people call the terminal, 1 to 64 characters
    /// @param place where it will stand, at most 64 characters
    /// @param life until it expires, at most [#LONGEST]
    /// @throws IllegalArgumentException if one of them is out of its bounds
    public Minted mint(String name, String place, Duration life, String actor) {
        return mint(List.of(new NewTerminal(name, place)), life, actor).getFirst();
    }

    /// One token for each, all of them or none.
    ///
    /// @param life until they expire, at most [#LONGEST]
    /// @throws IllegalArgumentException if that is out of its bounds, or if they are more than [#MOST_AT_ONCE]
    public List<Minted> mint(List<NewTerminal> wanted, Duration life, String actor) {
        if (life.isNegative() || life.isZero() || life.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a token is good for at most " + LONGEST.toDays() + " days");
        }
        if (wanted.isEmpty() || wanted.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException("1 to " + MOST_AT_ONCE + " tokens are made at once");
        }
        Instant now = clock.instant();
        Instant expires = now.plus(life);
        return database.inTransaction(transaction -> {
            List<Minted> minted = new ArrayList<>();
            for (NewTerminal one : wanted) {
                Minted made = new Minted(newTerminalId(random), one, ClaimToken.mint(random), expires);
                insert(transaction, made, now, actor);
                minted.add(made);
            }
            return List.copyOf(minted);
        });
    }

    private static void insert(Transaction transaction, Minted minted, Instant now, String actor) {
        NewTerminal made = minted.made();
        AuditLog.write(
                transaction,
                new AuditLog.Act(
                        now,
                        actor,
                        "claim-token.minted",
                        minted.terminal().value(),
                        made.name() + " / " + made.place()));
        transaction.update(
                "INSERT INTO claim_token (hash, terminal, name, place, group_id, serial, made_by, created_at, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                minted.token().hash().bytes(),
                minted.terminal().value(),
                made.name(),
                made.place(),
                made.group(),
                made.serial(),
                actor,
                UtcText.of(now),
                UtcText.of(minted.expires()));
    }

    /// Tokens that nobody has used, those that can still be used first.
    public List<Waiting> waiting(int offset, int limit) {
        Instant now = clock.instant();
        return database.reading(transaction -> transaction.query(
                "SELECT token.*, coalesce(terminal_group.name, '') AS group_name FROM claim_token token"
                        + " LEFT JOIN terminal_group ON terminal_group.id = token.group_id WHERE used_key IS NULL"
                        + " ORDER BY CASE WHEN expires_at > ? THEN 0 ELSE 1 END, place, token.name, terminal"
                        + " LIMIT ? OFFSET ?",
                row -> waiting(row, now),
                UtcText.of(now),
                limit,
                offset));
    }

    private static Waiting waiting(Transaction.Row row, Instant now) {
        Instant expires = UtcText.parse(row.text("expires_at"));
        return new Waiting(
                new TerminalId(row.text("terminal")),
                row.text("name"),
                row.text("place"),
                row.text("group_name"),
                row.text("serial"),
                row.text("made_by"),
                expires,
                !expires.isAfter(now));
    }

    /// The id of the group that people call so.
    public Optional<String> groupOf(String name) {
        return database.reading(transaction -> transaction.queryFirst(
                "SELECT id FROM terminal_group WHERE name = ?", row -> row.text("id"), name.strip()));
    }

    /// Forgets a token before somebody uses it: whoever comes with it hears that there is none.
    ///
    /// @return false if there is none for that terminal, or it was used
    public boolean withdraw(TerminalId terminal, String actor) {
        return database.inTransaction(transaction -> {
            boolean withdrawn = transaction.update(
                            "DELETE FROM claim_token WHERE terminal = ? AND used_key IS NULL", terminal.value())
                    == 1;
            if (withdrawn) {
                AuditLog.write(
                        transaction,
                        new AuditLog.Act(clock.instant(), actor, "claim-token.withdrawn", terminal.value(), ""));
            }
            return withdrawn;
        });
    }

    static TerminalId newTerminalId(SecureRandom random) {
        return new TerminalId("kiosk-" + EpochId.draw(random).value().substring(0, ID_DIGITS));
    }

    /// @param serial what the machine says of itself
    static TokenState state(Transaction transaction, Digest hash, Optional<String> serial) {
        return transaction
                .queryFirst(
                        "SELECT token.terminal, token.expires_at, token.used_key, token.serial, terminal.revoked_at"
                                + " FROM claim_token token LEFT JOIN terminal ON terminal.id = token.terminal"
                                + " WHERE token.hash = ?",
                        row -> state(row, serial),
                        hash.bytes())
                .orElseGet(TokenState.Unknown::new);
    }

    private static TokenState state(Transaction.Row row, Optional<String> serial) {
        TerminalId terminal = new TerminalId(row.text("terminal"));
        Instant expires = UtcText.parse(row.text("expires_at"));
        if (!row.isNull("revoked_at")) {
            return new TokenState.Closed();
        }
        if (!row.isNull("used_key")) {
            return new TokenState.Used(terminal, expires, Digest.wrap(row.bytes("used_key")));
        }
        String only = row.text("serial");
        return only.isEmpty() || serial.filter(only::equalsIgnoreCase).isPresent()
                ? new TokenState.Unused(terminal, expires)
                : new TokenState.Reserved();
    }
}
