package org.hongting.central.organisation;

import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// The members' campus cards, those in force and those of before.
public final class Cards {
    private static final String LINE = "SELECT blind_index, sealed, added_at, added_by, suspended_for";

    private final CardVault vault;
    private final Clock clock;

    public Cards(CardVault vault, Clock clock) {
        this.vault = vault;
        this.clock = clock;
    }

    String index(CardUid uid) {
        return vault.blindIndex(uid.bytes());
    }

    Optional<MemberId> ownerOf(Transaction transaction, CardUid uid) {
        return transaction.queryFirst(
                "SELECT member FROM card WHERE blind_index = ?", row -> new MemberId(row.text("member")), index(uid));
    }

    /// @param account who binds it
    /// @return whether it was not there before
    boolean add(Transaction transaction, MemberId member, CardUid uid, String account) {
        return transaction.update(
                        "INSERT INTO card (blind_index, member, sealed, added_at, added_by) VALUES (?, ?, ?, ?, ?)"
                                + " ON CONFLICT (blind_index) DO NOTHING",
                        index(uid),
                        member.value(),
                        vault.seal(uid.bytes()),
                        UtcText.of(clock.instant()),
                        account)
                > 0;
    }

    /// Lets no card count of a member that terminals have bound since then and no account confirmed.
    ///
    /// @return how many
    int suspend(Transaction transaction, MemberId member, TerminalId terminal, String since) {
        return transaction.update(
                "UPDATE card SET suspended_at = ?, suspended_for = ? WHERE member = ? AND added_at >= ?"
                        + " AND added_by IN (SELECT id FROM terminal) AND confirmed_at IS NULL"
                        + " AND suspended_for IS NULL",
                UtcText.of(clock.instant()),
                terminal.value(),
                member.value(),
                since);
    }

    /// Those that wait because of that terminal.
    List<Suspensions.HeldCard> suspended(Transaction transaction, TerminalId terminal) {
        return transaction.query(
                LINE + ", member FROM card WHERE suspended_for = ? ORDER BY member, added_at, blind_index",
                row -> new Suspensions.HeldCard(new MemberId(row.text("member")), line(row)),
                terminal.value());
    }

    /// Somebody with an account stands for it from now on.
    void confirm(Transaction transaction, MemberId member, String blindIndex, String account) {
        transaction.update(
                "UPDATE card SET suspended_at = NULL, suspended_for = NULL, confirmed_at = ?, confirmed_by = ?"
                        + " WHERE member = ? AND blind_index = ?",
                UtcText.of(clock.instant()),
                account,
                member.value(),
                blindIndex);
    }

    /// Takes a card out of force; it stays in the history.
    ///
    /// @param successor the blind index of the card that takes its place, if one does
    /// @param account who does it
    /// @return false where it is none of the member's
    boolean end(
            Transaction transaction, MemberId member, String blindIndex, @Nullable String successor, String account) {
        int kept = transaction.update(
                "INSERT INTO card_past (member, blind_index, sealed, added_at, added_by, ended_at, ended_by, replaced_by)"
                        + " SELECT member, blind_index, sealed, added_at, added_by, ?, ?, ? FROM card"
                        + " WHERE member = ? AND blind_index = ?",
                UtcText.of(clock.instant()),
                account,
                successor,
                member.value(),
                blindIndex);
        transaction.update("DELETE FROM card WHERE member = ? AND blind_index = ?", member.value(), blindIndex);
        return kept > 0;
    }

    /// Whether another card took this one's place with this member: a list that still names it is out of date.
    boolean wasReplaced(Transaction transaction, MemberId member, CardUid uid) {
        return transaction
                .queryFirst(
                        "SELECT 1 AS found FROM card_past WHERE blind_index = ? AND member = ?"
                                + " AND replaced_by IS NOT NULL",
                        row -> row.integer("found"),
                        index(uid),
                        member.value())
                .isPresent();
    }

    /// What the console shows of a member's cards: when each was added and the last two digits, enough to tell two
    /// cards apart and too little to copy one.
    public List<CardLine> of(Transaction transaction, MemberId member) {
        return transaction.query(
                LINE + " FROM card WHERE member = ? ORDER BY added_at, blind_index", this::line, member.value());
    }

    private CardLine line(Transaction.Row row) {
        return new CardLine(
                row.text("blind_index"),
                ending(row.bytes("sealed")),
                UtcText.parse(row.text("added_at")),
                row.text("added_by"),
                Optional.ofNullable(row.textOrNull("suspended_for")));
    }

    /// A member's cards of before, the last one first.
    public List<PastCard> past(Transaction transaction, MemberId member) {
        return transaction.query(
                "SELECT sealed, added_at, added_by, ended_at, ended_by, replaced_by FROM card_past WHERE member = ?"
                        + " ORDER BY id DESC",
                row -> new PastCard(
                        ending(row.bytes("sealed")),
                        UtcText.parse(row.text("added_at")),
                        row.text("added_by"),
                        UtcText.parse(row.text("ended_at")),
                        row.text("ended_by"),
                        !row.isNull("replaced_by")),
                member.value());
    }

    /// @param ending the last two hexadecimal digits
    /// @param addedBy an account or a terminal; empty where it is not known
    /// @param suspendedFor the lost terminal for whose sake the card does not count until somebody decides
    public record CardLine(
            String blindIndex, String ending, Instant addedAt, String addedBy, Optional<String> suspendedFor) {}

    /// @param ending the last two hexadecimal digits
    /// @param addedBy an account; empty where it is not known
    /// @param replaced false where it was removed and none took its place
    public record PastCard(
            String ending, Instant addedAt, String addedBy, Instant endedAt, String endedBy, boolean replaced) {}

    private String ending(byte[] sealed) {
        byte[] uid = vault.open(sealed);
        return HexFormat.of().withUpperCase().toHexDigits(uid[uid.length - 1]);
    }

    /// The identifier as it is kept at rest.
    byte[] seal(CardUid uid) {
        return vault.seal(uid.bytes());
    }

    CardUid unseal(byte[] sealed) {
        return new CardUid(vault.open(sealed));
    }

    /// The last two digits.
    String endingOf(byte[] sealed) {
        return ending(sealed);
    }

    /// A card's name for terminals, out of its sealed form.
    CardHash hash(byte[] sealed, SiteKey cardKey) {
        return CardHash.of(new CardUid(vault.open(sealed)), cardKey.number(), cardKey.secretBytes());
    }
}
