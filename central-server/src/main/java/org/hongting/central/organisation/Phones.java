package org.hongting.central.organisation;

import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.Words;
import org.hongting.protocol.document.PhoneKey;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.signing.P256;

/// The phones whose passes count. The centre holds their public keys; the private ones never leave the phones.
/// Whatever writes here marks the roster as due.
public final class Phones {
    /// A member's phones at one time: one more takes the place of the oldest, but what a card vouches for only of
    /// what a card vouched for. A browser that forgot its key enrols again as a new phone, and nobody should
    /// have to ask for room; whoever finds a card must not end phones that were let in by more than that.
    public static final int MOST = 3;

    /// How many numbers a pass can name.
    private static final int NUMBERS = 256;

    private static final String COLUMNS =
            "id, member, number, public_key, name, enrolled_at, way, vouched_by, removed_at, removed_by,"
                    + " suspended_for";

    private final Clock clock;

    public Phones(Clock clock) {
        this.clock = clock;
    }

    /// How a phone came to be enrolled: a pass is never stronger than that.
    public enum Way {
        /// A link that somebody with an account handed over.
        LINK,
        /// The member's own password.
        PASSWORD,
        /// A ticket that a terminal signed after it had read the member's card: no more than the card is worth.
        KIOSK;

        /// The word in the table and in the bundles' keys.
        public String word() {
            return Words.of(this);
        }
    }

    /// A phone that asks to be enrolled.
    ///
    /// @param name what the phone calls itself, for the member to tell phones apart
    /// @param vouchedBy who stands for it: an account, or the member
    public record Applicant(PublicKey key, String name, Way way, String vouchedBy) {}

    /// A phone in the books.
    ///
    /// @param number as it stands in passes
    /// @param removed when its passes stopped to count
    /// @param suspendedFor the lost terminal for whose sake its passes do not count until somebody decides
    public record Phone(
            long id,
            MemberId member,
            int number,
            PublicKey key,
            String name,
            Instant enrolledAt,
            String way,
            String vouchedBy,
            Optional<Instant> removed,
            String removedBy,
            Optional<String> suspendedFor) {
        /// Whether its passes count.
        public boolean counts() {
            return removed.isEmpty() && suspendedFor.isEmpty();
        }
    }

    /// Whether the phone may be enrolled: there is a place, or one that is worth no more gives way.
    public static boolean haveRoomFor(Transaction transaction, MemberId member, Applicant applicant) {
        List<Phone> live = live(of(transaction, member));
        return live.size() < MOST
                || live.stream().anyMatch(phone -> isSame(phone, applicant) || givesWay(phone, applicant));
    }

    /// Enrols the phone. The same key of the same member again is the same phone.
    ///
    /// @throws IllegalStateException if there is no room
    public Phone enrol(Transaction transaction, MemberId member, Applicant applicant) {
        List<Phone> phones = of(transaction, member);
        List<Phone> live = live(phones);
        for (Phone phone : live) {
            if (isSame(phone, applicant)) {
                return phone;
            }
        }
        while (live.size() >= MOST) {
            Phone oldest = live.reversed().stream()
                    .filter(phone -> givesWay(phone, applicant))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("there is no room for the phone"));
            live.remove(oldest);
            remove(transaction, oldest, applicant.vouchedBy());
        }
        int number = freeNumber(phones, live);
        transaction.update(
                "INSERT INTO phone (member, number, public_key, name, enrolled_at, way, vouched_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                member.value(),
                number,
                applicant.key().getEncoded(),
                applicant.name(),
                UtcText.of(clock.instant()),
                applicant.way().word(),
                applicant.vouchedBy());
        Members.markRoster(transaction);
        return of(transaction, member).getFirst();
    }

    private static List<Phone> live(List<Phone> phones) {
        return new ArrayList<>(
                phones.stream().filter(phone -> phone.removed().isEmpty()).toList());
    }

    private static boolean isSame(Phone phone, Applicant applicant) {
        return phone.key().equals(applicant.key());
    }

    private static boolean givesWay(Phone phone, Applicant applicant) {
        return applicant.way() != Way.KIOSK || phone.way().equals(Way.KIOSK.word());
    }

    /// Ends a phone. Terminals learn it with the next roster.
    public void remove(Transaction transaction, Phone phone, String by) {
        transaction.update(
                "UPDATE phone SET removed_at = ?, removed_by = ? WHERE id = ? AND removed_at IS NULL",
                UtcText.of(clock.instant()),
                by,
                phone.id());
        Members.markRoster(transaction);
    }

    /// Lets no pass count of a member's phones that terminals have vouched for since then and no account
    /// confirmed.
    ///
    /// @return how many
    int suspend(Transaction transaction, MemberId member, TerminalId terminal, String since) {
        return transaction.update(
                "UPDATE phone SET suspended_at = ?, suspended_for = ? WHERE member = ? AND way = ? AND enrolled_at >= ?"
                        + " AND removed_at IS NULL AND confirmed_at IS NULL AND suspended_for IS NULL",
                UtcText.of(clock.instant()),
                terminal.value(),
                member.value(),
                Way.KIOSK.word(),
                since);
    }

    /// Those that wait because of that terminal.
    List<Phone> suspended(Transaction transaction, TerminalId terminal) {
        return transaction.query(
                "SELECT " + COLUMNS + " FROM phone WHERE suspended_for = ? AND removed_at IS NULL ORDER BY member, id",
                Phones::read,
                terminal.value());
    }

    /// Somebody with an account stands for it from now on.
    void confirm(Transaction transaction, Phone phone, String account) {
        transaction.update(
                "UPDATE phone SET suspended_at = NULL, suspended_for = NULL, confirmed_at = ?, confirmed_by = ?"
                        + " WHERE id = ?",
                UtcText.of(clock.instant()),
                account,
                phone.id());
        Members.markRoster(transaction);
    }

    /// All a member has or had, newest first.
    public static List<Phone> of(Transaction transaction, MemberId member) {
        return transaction.query(
                "SELECT " + COLUMNS + " FROM phone WHERE member = ? ORDER BY id DESC", Phones::read, member.value());
    }

    /// The keys of all phones that count, by member, for the roster.
    static Map<String, List<PhoneKey>> keys(Transaction transaction) {
        Map<String, List<PhoneKey>> keys = new HashMap<>();
        transaction
                .query(
                        "SELECT member, number, public_key FROM phone WHERE removed_at IS NULL"
                                + " AND suspended_for IS NULL ORDER BY member, number",
                        row -> Map.entry(
                                row.text("member"),
                                PhoneKey.of(Math.toIntExact(row.integer("number")), row.bytes("public_key"))))
                .forEach(phone -> keys.computeIfAbsent(phone.getKey(), member -> new ArrayList<>())
                        .add(phone.getValue()));
        return keys;
    }

    /// A number that never was in use, or else the one whose phone was removed longest ago.
    private static int freeNumber(List<Phone> phones, List<Phone> live) {
        boolean[] taken = new boolean[NUMBERS];
        phones.forEach(phone -> taken[phone.number()] = true);
        return IntStream.range(0, NUMBERS)
                .filter(number -> !taken[number])
                .findFirst()
                .orElseGet(() -> {
                    List<Integer> byAge = new ArrayList<>();
                    phones.forEach(phone -> {
                        if (!byAge.contains(phone.number())
                                && live.stream().noneMatch(one -> one.number() == phone.number())) {
                            byAge.add(phone.number());
                        }
                    });
                    return byAge.getLast();
                });
    }

    private static Phone read(Transaction.Row row) {
        return new Phone(
                row.integer("id"),
                new MemberId(row.text("member")),
                Math.toIntExact(row.integer("number")),
                P256.publicKey(row.bytes("public_key")),
                row.text("name"),
                UtcText.parse(row.text("enrolled_at")),
                row.text("way"),
                row.text("vouched_by"),
                row.isNull("removed_at") ? Optional.empty() : Optional.of(UtcText.parse(row.text("removed_at"))),
                row.isNull("removed_by") ? "" : row.text("removed_by"),
                Optional.ofNullable(row.textOrNull("suspended_for")));
    }
}
