package org.hongting.central.organisation;

import java.util.List;
import java.util.Optional;
import org.hongting.central.fleet.OnRevocation;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;

/// Phones and cards that a lost terminal may have let in: whoever holds its key could vouch for their own
/// phone or card in anybody's name.
///
/// **The rule.** When a terminal is revoked, all that it vouched for and that no account has confirmed since
/// counts no more until somebody decides about it. What gets in by something false is false too: of those
/// members also counts no more what any other terminal has vouched for since then. And until it is decided no
/// terminal vouches for anything of theirs: a terminal off the network takes the false card still. One-time
/// links and passwords go on.
public final class Suspensions implements OnRevocation {
    private static final String VOUCHED = """
            SELECT member, min(at) AS since FROM (
                SELECT member, enrolled_at AS at FROM phone
                    WHERE way = 'kiosk' AND vouched_by = ? AND confirmed_at IS NULL
                UNION ALL SELECT member, added_at FROM card WHERE added_by = ? AND confirmed_at IS NULL
                UNION ALL SELECT member, added_at FROM card_past WHERE added_by = ?) AS vouched
            GROUP BY member ORDER BY member
            """;

    private final Phones phones;
    private final Cards cards;
    private final AuditLog audit;

    public Suspensions(Phones phones, Cards cards, AuditLog audit) {
        this.phones = phones;
        this.cards = cards;
        this.audit = audit;
    }

    /// A card whose owner is to be decided about.
    public record HeldCard(MemberId member, Cards.CardLine card) {}

    /// What waits because of one terminal.
    public record Held(List<Phones.Phone> phones, List<HeldCard> cards) {
        public Held {
            phones = List.copyOf(phones);
            cards = List.copyOf(cards);
        }

        public int size() {
            return phones.size() + cards.size();
        }
    }

    @Override
    public void revoked(Transaction transaction, TerminalId terminal, String actor) {
        record Doubt(MemberId member, String since) {}
        transaction
                .query(
                        VOUCHED,
                        row -> new Doubt(new MemberId(row.text("member")), row.text("since")),
                        terminal.value(),
                        terminal.value(),
                        terminal.value())
                .forEach(doubt -> {
                    int held = phones.suspend(transaction, doubt.member(), terminal, doubt.since())
                            + cards.suspend(transaction, doubt.member(), terminal, doubt.since());
                    if (held > 0) {
                        audit.record(
                                transaction,
                                actor,
                                "member.suspend",
                                doubt.member().value(),
                                "terminal " + terminal + ": " + held);
                    }
                });
        Members.markRoster(transaction);
    }

    /// Whether something of a member waits for a decision: then no terminal vouches for them.
    public static boolean concern(Transaction transaction, MemberId member) {
        return transaction
                .queryFirst(
                        "SELECT 1 AS hit FROM phone WHERE member = ? AND removed_at IS NULL"
                                + " AND suspended_for IS NOT NULL"
                                + " UNION ALL SELECT 1 FROM card WHERE member = ? AND suspended_for IS NOT NULL",
                        row -> row.integer("hit"),
                        member.value(),
                        member.value())
                .isPresent();
    }

    /// What waits because that terminal was revoked, member by member.
    public Held of(Transaction transaction, TerminalId terminal) {
        return new Held(phones.suspended(transaction, terminal), cards.suspended(transaction, terminal));
    }

    /// An account stands for the phone: it counts again.
    ///
    /// @return false where it does not wait
    public boolean confirmPhone(Transaction transaction, TerminalId terminal, long phone, String account) {
        Optional<Phones.Phone> found = phone(transaction, terminal, phone);
        found.ifPresent(one -> confirm(transaction, one, account));
        return found.isPresent();
    }

    /// @return false where it does not wait
    public boolean endPhone(Transaction transaction, TerminalId terminal, long phone, String account) {
        Optional<Phones.Phone> found = phone(transaction, terminal, phone);
        found.ifPresent(one -> {
            phones.remove(transaction, one, account);
            write(transaction, account, "phone.remove", one.member());
        });
        return found.isPresent();
    }

    /// An account stands for the card: it counts again.
    ///
    /// @return false where it does not wait
    public boolean confirmCard(Transaction transaction, TerminalId terminal, String blindIndex, String account) {
        Optional<HeldCard> found = card(transaction, terminal, blindIndex);
        found.ifPresent(one -> confirm(transaction, one, account));
        return found.isPresent();
    }

    /// @return false where it does not wait
    public boolean endCard(Transaction transaction, TerminalId terminal, String blindIndex, String account) {
        Optional<HeldCard> found = card(transaction, terminal, blindIndex);
        found.ifPresent(one -> {
            cards.end(transaction, one.member(), blindIndex, null, account);
            write(transaction, account, "card.remove", one.member());
        });
        return found.isPresent();
    }

    /// For a terminal that was in nobody else's hands.
    public void confirmAll(Transaction transaction, TerminalId terminal, String account) {
        Held held = of(transaction, terminal);
        held.phones().forEach(phone -> confirm(transaction, phone, account));
        held.cards().forEach(card -> confirm(transaction, card, account));
    }

    private void confirm(Transaction transaction, Phones.Phone phone, String account) {
        phones.confirm(transaction, phone, account);
        write(transaction, account, "phone.confirm", phone.member());
    }

    private void confirm(Transaction transaction, HeldCard card, String account) {
        cards.confirm(transaction, card.member(), card.card().blindIndex(), account);
        write(transaction, account, "card.confirm", card.member());
    }

    private Optional<Phones.Phone> phone(Transaction transaction, TerminalId terminal, long id) {
        return phones.suspended(transaction, terminal).stream()
                .filter(phone -> phone.id() == id)
                .findFirst();
    }

    private Optional<HeldCard> card(Transaction transaction, TerminalId terminal, String blindIndex) {
        return cards.suspended(transaction, terminal).stream()
                .filter(card -> card.card().blindIndex().equals(blindIndex))
                .findFirst();
    }

    private void write(Transaction transaction, String account, String action, MemberId member) {
        audit.record(transaction, account, action, member.value(), "suspended before");
        Members.markRoster(transaction);
    }
}
