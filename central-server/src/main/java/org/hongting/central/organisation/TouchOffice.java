package org.hongting.central.organisation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.document.TouchEntry;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.touch.NumberHash;
import org.hongting.protocol.touch.PinVerifier;
import org.hongting.protocol.touch.SearchWord;

/// What lets members type at a kiosk: their PINs, who is in charge of their branch's meetings, and what of it goes
/// into the roster. A PIN itself is kept nowhere.
public final class TouchOffice {
    private static final int MILLION = 1_000_000;
    private static final int ENDING = 2;

    private final CardVault vault;
    private final PinyinInitials initials;
    private final SecureRandom random;
    private final Clock clock;
    private final int rounds;

    /// @param vault seals what PINs are compared with
    public TouchOffice(CardVault vault, PinyinInitials initials, SecureRandom random, Clock clock) {
        this(vault, initials, random, clock, PinVerifier.ROUNDS);
    }

    TouchOffice(CardVault vault, PinyinInitials initials, SecureRandom random, Clock clock, int rounds) {
        this.vault = vault;
        this.initials = initials;
        this.random = random;
        this.clock = clock;
        this.rounds = rounds;
    }

    /// @param setBy an account
    public record Pin(Instant setAt, String setBy) {}

    /// A PIN that nobody would guess first.
    public String draw(Member member) {
        String drawn;
        do {
            drawn = "%06d".formatted(random.nextInt(MILLION));
        } while (!isAcceptable(drawn, member));
        return drawn;
    }

    /// Six digits, neither all the same nor in a row, and no part of the student number.
    public static boolean isAcceptable(String pin, Member member) {
        if (!PinVerifier.isPin(pin)) {
            return false;
        }
        boolean row = "01234567890123456789".contains(pin) || "98765432109876543210".contains(pin);
        boolean same = pin.chars().distinct().count() == 1;
        return !row && !same && !NumberHash.normal(member.studentNumber()).contains(pin);
    }

    /// Sets the PIN, in place of one that was there.
    ///
    /// @param pin an acceptable one
    public void setPin(Transaction transaction, Member member, String pin, String account) {
        if (!isAcceptable(pin, member)) {
            throw new IllegalArgumentException("not a PIN for this member");
        }
        byte[] salt = new byte[PinVerifier.SALT_BYTES];
        random.nextBytes(salt);
        String verifier = PinVerifier.of(pin, salt, rounds).value();
        transaction.update(
                "INSERT INTO member_pin (member, sealed, set_at, set_by) VALUES (?, ?, ?, ?) ON CONFLICT (member)"
                        + " DO UPDATE SET sealed = excluded.sealed, set_at = excluded.set_at, set_by = excluded.set_by",
                member.id().value(),
                vault.seal(verifier.getBytes(UTF_8)),
                UtcText.of(clock.instant()),
                account);
        Members.markRoster(transaction);
    }

    public void clearPin(Transaction transaction, MemberId member) {
        transaction.update("DELETE FROM member_pin WHERE member = ?", member.value());
        Members.markRoster(transaction);
    }

    public Optional<Pin> pin(Transaction transaction, MemberId member) {
        return transaction.queryFirst(
                "SELECT set_at, set_by FROM member_pin WHERE member = ?",
                row -> new Pin(UtcText.parse(row.text("set_at")), row.text("set_by")),
                member.value());
    }

    public void setInCharge(Transaction transaction, MemberId member, boolean inCharge, String account) {
        if (inCharge) {
            transaction.update(
                    "INSERT INTO member_charge (member, set_at, set_by) VALUES (?, ?, ?) ON CONFLICT (member) DO NOTHING",
                    member.value(),
                    UtcText.of(clock.instant()),
                    account);
        } else {
            transaction.update("DELETE FROM member_charge WHERE member = ?", member.value());
        }
        Members.markRoster(transaction);
    }

    public boolean isInCharge(Transaction transaction, MemberId member) {
        return isInChargeOf(transaction, member);
    }

    /// Whether the member runs meetings, by the list as it is now.
    public static boolean isInChargeOf(Transaction transaction, MemberId member) {
        return transaction
                .queryFirst(
                        "SELECT 1 AS hit FROM member_charge WHERE member = ?",
                        row -> row.integer("hit"),
                        member.value())
                .isPresent();
    }

    Set<String> inCharge(Transaction transaction) {
        return transaction.query("SELECT member FROM member_charge", row -> row.text("member")).stream()
                .collect(Collectors.toSet());
    }

    /// All verifiers by member, for one making of the roster.
    Map<String, PinVerifier> verifiers(Transaction transaction) {
        return transaction
                .query(
                        "SELECT member, sealed FROM member_pin",
                        row -> Map.entry(
                                row.text("member"),
                                new PinVerifier(new String(vault.open(row.bytes("sealed")), UTF_8))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// What the roster says of a member who types.
    TouchEntry entry(Member member, Map<String, PinVerifier> verifiers, SiteKey key) {
        String number = NumberHash.normal(member.studentNumber());
        List<SearchWord> words = new ArrayList<>(SearchWord.endingsOf(number, key.number(), key.secretBytes()));
        initials.of(member.name()).forEach(one -> words.add(SearchWord.initials(one, key.number(), key.secretBytes())));
        return new TouchEntry(
                NumberHash.of(number, key.number(), key.secretBytes()),
                words,
                number.substring(Math.max(0, number.length() - ENDING)),
                verifiers.get(member.id().value()));
    }
}
