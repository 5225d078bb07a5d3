package org.hongting.central.phone;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.hongting.central.organisation.Phones;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.code.PhoneTicket;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.P256;

/// Links that enrol one phone of one member, once: made here by somebody with an account, or by a terminal that had
/// read the member's card ([PhoneTicket]). Only the hash of what stands in a link is kept, so nobody who reads the
/// database can use one.
public final class EnrolmentLinks {
    /// How long a link is good for.
    public static final Duration LIFE = Duration.ofHours(24);

    private static final int TOKEN_BYTES = 16;

    private final Clock clock;
    private final SecureRandom random;

    public EnrolmentLinks(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /// A link at the only moment at which anybody can see it.
    ///
    /// @param token 22 characters for the fragment of the address, which no server and no log ever sees
    public record Made(String token, Instant expires) {
        /// Never the token.
        @Override
        public String toString() {
            return "Made[until " + expires + "]";
        }
    }

    /// What became of a link that somebody brought.
    public sealed interface Found {
        /// @param madeBy an account, or a terminal
        record Good(MemberId member, Phones.Way way, String madeBy) implements Found {}

        record Expired() implements Found {}

        record Used(MemberId member) implements Found {}

        /// Made by nobody: a guess, or an address that was cut off.
        record Unknown() implements Found {}
    }

    /// Makes the member's next link; earlier ones that nobody used end.
    public Made make(Transaction transaction, MemberId member, String account) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        transaction.update(
                "UPDATE phone_link SET expires_at = ? WHERE member = ? AND used_at IS NULL AND expires_at > ?",
                UtcText.of(now),
                member.value(),
                UtcText.of(now));
        transaction.update(
                "INSERT INTO phone_link (hash, member, made_at, made_by, expires_at) VALUES (?, ?, ?, ?, ?)",
                hash(token),
                member.value(),
                UtcText.of(now),
                account,
                UtcText.of(now.plus(LIFE)));
        return new Made(token, now.plus(LIFE));
    }

    public Found find(Transaction transaction, String token) {
        Instant now = clock.instant();
        return transaction
                .<Found>queryFirst(
                        "SELECT member, made_by, expires_at, used_at FROM phone_link WHERE hash = ?",
                        row -> {
                            MemberId member = new MemberId(row.text("member"));
                            if (!row.isNull("used_at")) {
                                return new Found.Used(member);
                            }
                            return UtcText.parse(row.text("expires_at")).isAfter(now)
                                    ? new Found.Good(member, Phones.Way.LINK, row.text("made_by"))
                                    : new Found.Expired();
                        },
                        hash(token))
                .or(() -> PhoneTicket.parse(token).map(ticket -> judge(transaction, ticket, now)))
                .orElseGet(Found.Unknown::new);
    }

    /// A ticket that was never seen before.
    private static Found judge(Transaction transaction, PhoneTicket ticket, Instant now) {
        boolean signed = transaction
                .queryFirst(
                        "SELECT public_key FROM terminal WHERE id = ? AND revoked_at IS NULL",
                        row -> P256.publicKey(row.bytes("public_key")),
                        ticket.terminal().value())
                .filter(ticket::isSignedWith)
                .isPresent();
        if (!signed) {
            return new Found.Unknown();
        }
        return ticket.isAlive(now)
                ? new Found.Good(
                        ticket.member(), Phones.Way.KIOSK, ticket.terminal().value())
                : new Found.Expired();
    }

    /// Ends the link: it has done what it was for. Of a ticket nothing was known until now.
    public void use(Transaction transaction, String token, Found.Good found) {
        String now = UtcText.of(clock.instant());
        transaction.update(
                "INSERT INTO phone_link (hash, member, made_at, made_by, expires_at, used_at) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (hash) DO UPDATE SET used_at = excluded.used_at",
                hash(token),
                found.member().value(),
                now,
                found.madeBy(),
                now,
                now);
    }

    /// A ticket is known by what it says: its signature and numbers could be written in other ways, and each would be
    /// a ticket that nobody has used yet.
    private static byte[] hash(String token) {
        String known = PhoneTicket.parse(token).map(PhoneTicket::head).orElse(token);
        return Digest.of(("ht/v1/phone-link\n" + known).getBytes(US_ASCII)).bytes();
    }
}
