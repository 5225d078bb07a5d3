package org.hongting.central.fleet;

import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.claim.ClaimResponse;
import org.hongting.protocol.claim.IdentityAsk;
import org.hongting.protocol.claim.IdentityWord;
import org.hongting.protocol.claim.Renewal;
import org.hongting.protocol.claim.RenewalRefused.Reason;
import org.hongting.protocol.claim.Standing;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.KeyId;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.wire.RefusedMessage;
import org.hongting.provisioning.authority.CertificateRequest;
import org.hongting.provisioning.authority.RefusedRequest;
import org.hongting.provisioning.authority.SiteAuthority;

/// Says how terminals stand, and gives those that may connect a fresh certificate. It decides by key and by who is shut
/// out, never by the certificate that was: one that is over is as good a reason to come as any. Safe for use by many
/// threads.
final class Renewals {
    /// How long a word may be shown.
    static final Duration GOOD_FOR = Duration.ofMinutes(5);

    private static final int CHALLENGE_BYTES = 16;

    private final Database database;
    private final InstantSource clock;
    private final SiteAuthority authority;
    private final Placements placements;
    private final SecureRandom random;

    Renewals(
            Database database,
            InstantSource clock,
            SiteAuthority authority,
            Placements placements,
            SecureRandom random) {
        this.database = database;
        this.clock = clock;
        this.authority = authority;
        this.placements = placements;
        this.random = random;
    }

    /// One of the two answers a renewal gets.
    sealed interface Answer {
        record Renewed(ClaimResponse response) implements Answer {}

        record Refused(Reason reason) implements Answer {}
    }

    private record Enrolled(PublicKey key, boolean revoked, boolean replaced, boolean released) {}

    /// @return the signed word
    byte[] word(IdentityAsk ask) {
        byte[] challenge = new byte[CHALLENGE_BYTES];
        random.nextBytes(challenge);
        return new IdentityWord(
                        ask.terminal(),
                        ask.machine(),
                        ask.nonce(),
                        standing(ask),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        HexFormat.of().formatHex(challenge))
                .seal(authority.serverSigner());
    }

    private Standing standing(IdentityAsk ask) {
        Optional<Enrolled> known = database.reading(transaction -> find(transaction, ask.terminal()))
                .filter(enrolled -> KeyId.of(enrolled.key()).equals(ask.machine()));
        if (known.isEmpty()) {
            return Standing.UNKNOWN;
        }
        if (known.get().replaced()) {
            return Standing.REPLACED;
        }
        if (known.get().released()) {
            return Standing.RELEASED;
        }
        return known.get().revoked() ? Standing.REVOKED : Standing.ENROLLED;
    }

    /// @param terminal of the address
    Answer renew(TerminalId terminal, byte[] body) {
        Optional<Enrolled> known =
                database.reading(transaction -> find(transaction, terminal)).filter(enrolled -> !enrolled.revoked());
        if (known.isEmpty()) {
            return new Answer.Refused(Reason.NOT_ENROLLED);
        }
        PublicKey key = known.get().key();
        Renewal asked;
        CertificateRequest request;
        try {
            asked = Renewal.open(body, KeyDirectory.of(key));
            request = CertificateRequest.parse(asked.csrBytes());
        } catch (RefusedMessage | RefusedRequest e) {
            return new Answer.Refused(Reason.BAD_REQUEST);
        }
        if (!asked.terminal().equals(terminal)) {
            return new Answer.Refused(Reason.BAD_REQUEST);
        }
        if (!request.publicKey().equals(key)) {
            return new Answer.Refused(Reason.OTHER_KEY);
        }
        Instant now = clock.instant();
        return wordOf(asked, key, now)
                .filter(word -> database.inTransaction(transaction -> use(transaction, word, now)))
                .<Answer>map(_ -> new Answer.Renewed(authority.welcome(
                        request, database.reading(transaction -> placements.of(transaction, terminal)), now)))
                .orElseGet(() -> new Answer.Refused(Reason.STALE_WORD));
    }

    private Optional<IdentityWord> wordOf(Renewal asked, PublicKey key, Instant now) {
        return fresh(asked.wordBytes(), asked.terminal(), key, now)
                .filter(word -> word.standing() == Standing.ENROLLED);
    }

    /// The word that a terminal shows, if this centre gave it to that machine a moment ago.
    Optional<IdentityWord> fresh(byte[] frame, TerminalId terminal, PublicKey key) {
        return fresh(frame, terminal, key, clock.instant());
    }

    private Optional<IdentityWord> fresh(byte[] frame, TerminalId terminal, PublicKey key, Instant now) {
        try {
            IdentityWord word = IdentityWord.open(frame, authority.serverKeys());
            boolean fits = word.terminal().equals(terminal)
                    && word.machine().equals(KeyId.of(key))
                    && word.at().isAfter(now.minus(GOOD_FOR))
                    && word.at().isBefore(now.plus(GOOD_FOR));
            return fits ? Optional.of(word) : Optional.empty();
        } catch (RefusedMessage e) {
            return Optional.empty();
        }
    }

    /// The key of a terminal, of one that is shut out too.
    Optional<PublicKey> keyOf(TerminalId terminal) {
        return database.reading(transaction -> find(transaction, terminal)).map(Enrolled::key);
    }

    /// Words are used in the order in which they were given, so that one moment for each terminal tells all that were
    /// used or passed over.
    private boolean use(Transaction transaction, IdentityWord word, Instant now) {
        String at = UtcText.of(word.at());
        int changed = transaction.update(
                "UPDATE terminal SET renewed_word_at = ?, certificate_ends_at = ? WHERE id = ? AND revoked_at IS NULL"
                        + " AND (renewed_word_at IS NULL OR renewed_word_at < ?)",
                at,
                UtcText.of(SiteAuthority.terminalEnd(now)),
                word.terminal().value(),
                at);
        if (changed == 1) {
            AuditLog.write(
                    transaction,
                    new AuditLog.Act(
                            now,
                            word.terminal().value(),
                            "terminal.renewed",
                            word.terminal().value(),
                            ""));
        }
        return changed == 1;
    }

    private static Optional<Enrolled> find(Transaction transaction, TerminalId terminal) {
        return transaction.queryFirst(
                "SELECT public_key, revoked_at, replaced_by, released_at FROM terminal WHERE id = ?",
                row -> new Enrolled(
                        P256.publicKey(row.bytes("public_key")),
                        !row.isNull("revoked_at"),
                        !row.isNull("replaced_by"),
                        !row.isNull("released_at")),
                terminal.value());
    }
}
