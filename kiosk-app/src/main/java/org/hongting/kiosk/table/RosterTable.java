package org.hongting.kiosk.table;

import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.PhoneKey;
import org.hongting.protocol.document.Preference;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.signing.P256;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.replica.Projection;

/// The roster as the desk asks it: who is this member, whose is this card, which phones are theirs.
public final class RosterTable implements Projection {
    static final List<String> TABLES = List.of(
            """
            CREATE TABLE desk_member (
                id TEXT PRIMARY KEY, name TEXT NOT NULL, branch TEXT NOT NULL, badge_from INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX desk_member_branch ON desk_member (branch)",
            """
            CREATE TABLE desk_card (hash TEXT PRIMARY KEY, member TEXT NOT NULL) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX desk_card_member ON desk_card (member)");

    static final List<String> PHONES = List.of("""
            CREATE TABLE desk_phone (
                member TEXT NOT NULL, number INTEGER NOT NULL, key BLOB NOT NULL, PRIMARY KEY (member, number)
            ) STRICT, WITHOUT ROWID
            """);

    static final List<String> PREFERENCES = List.of(
            "ALTER TABLE desk_member ADD COLUMN language TEXT",
            "ALTER TABLE desk_member ADD COLUMN large_type INTEGER");

    /// A member as the desk needs one.
    public record KnownMember(Attendee attendee, BranchId branch, int badgeFrom) {}

    private final MeetingTable meetings;

    /// @param meetings whose expected heads depend on who is in which branch
    RosterTable(MeetingTable meetings) {
        this.meetings = meetings;
    }

    @Override
    public boolean wants(DocumentName document) {
        return document.equals(DocumentName.ROSTER);
    }

    /// The second version knows phones, the third how screens are to speak.
    @Override
    public int version() {
        return 3;
    }

    @Override
    public void apply(Transaction transaction, DocumentName document, DocumentChange change) {
        if (change.snapshot()) {
            transaction.update("DELETE FROM desk_member");
            transaction.update("DELETE FROM desk_card");
            transaction.update("DELETE FROM desk_phone");
        }
        change.removed().forEach(id -> remove(transaction, id));
        change.put().forEach(entry -> put(transaction, entry));
        meetings.countExpected(transaction);
    }

    public Optional<KnownMember> find(Transaction transaction, MemberId member) {
        return transaction.queryFirst(
                "SELECT name, branch, badge_from, language, large_type FROM desk_member WHERE id = ?",
                row -> known(row, member),
                member.value());
    }

    /// Whose card it is.
    public Optional<KnownMember> find(Transaction transaction, CardHash card) {
        return transaction.queryFirst(
                "SELECT id, name, branch, badge_from, language, large_type FROM desk_card"
                        + " JOIN desk_member ON id = member WHERE hash = ?",
                row -> known(row, new MemberId(row.text("id"))),
                card.value());
    }

    private static KnownMember known(Transaction.Row row, MemberId member) {
        return new KnownMember(
                new Attendee(member, row.text("name"), preference(row)), new BranchId(row.text("branch")), (int)
                        row.integer("badge_from"));
    }

    private static Preference preference(Transaction.Row row) {
        return row.isNull("language") && row.isNull("large_type")
                ? Preference.NONE
                : new Preference(
                        row.isNull("language") ? null : row.text("language"),
                        row.isNull("large_type") ? null : row.integer("large_type") == 1);
    }

    /// What a member chose here, until the centre's roster says it too.
    public void prefer(Transaction transaction, MemberId member, Preference preference) {
        Boolean large = preference.largeType();
        transaction.update(
                "UPDATE desk_member SET language = coalesce(?, language), large_type = coalesce(?, large_type)"
                        + " WHERE id = ?",
                preference.language(),
                large == null ? null : large ? 1 : 0,
                member.value());
    }

    /// True before the first roster, and for a roster of nobody.
    public boolean isEmpty(Transaction transaction) {
        return transaction
                .queryFirst("SELECT 1 AS found FROM desk_member", row -> row.integer("found"))
                .isEmpty();
    }

    /// The key of one of the member's phones, while it is enrolled.
    public Optional<PublicKey> phoneKey(Transaction transaction, MemberId member, int number) {
        return transaction
                .queryFirst(
                        "SELECT key FROM desk_phone WHERE member = ? AND number = ?",
                        row -> row.bytes("key"),
                        member.value(),
                        number)
                .map(P256::publicKey);
    }

    private static void put(Transaction transaction, DocumentEntry entry) {
        RosterEntry member;
        try {
            member = entry.as(RosterEntry.class);
        } catch (MalformedJson e) {
            return; // One entry that makes no sense must not keep the others from the door.
        }
        Preference preference = member.preference();
        Boolean large = preference == null ? null : preference.largeType();
        remove(transaction, entry.id());
        transaction.update(
                "INSERT INTO desk_member (id, name, branch, badge_from, language, large_type) VALUES (?, ?, ?, ?, ?, ?)",
                member.id().value(),
                member.name(),
                member.branch().value(),
                member.badgeFrom(),
                preference == null ? null : preference.language(),
                large == null ? null : large ? 1 : 0);
        member.cards()
                .forEach(card -> transaction.update(
                        "INSERT INTO desk_card (hash, member) VALUES (?, ?)"
                                + " ON CONFLICT (hash) DO UPDATE SET member = excluded.member",
                        card.value(),
                        member.id().value()));
        member.enrolledPhones().forEach(phone -> put(transaction, member.id(), phone));
    }

    /// A key that is none costs its phone alone.
    private static void put(Transaction transaction, MemberId member, PhoneKey phone) {
        byte[] key;
        try {
            key = phone.bytes();
            P256.publicKey(key);
        } catch (IllegalArgumentException e) {
            return;
        }
        transaction.update(
                "INSERT INTO desk_phone (member, number, key) VALUES (?, ?, ?)"
                        + " ON CONFLICT (member, number) DO UPDATE SET key = excluded.key",
                member.value(),
                phone.number(),
                key);
    }

    private static void remove(Transaction transaction, String member) {
        transaction.update("DELETE FROM desk_member WHERE id = ?", member);
        transaction.update("DELETE FROM desk_card WHERE member = ?", member);
        transaction.update("DELETE FROM desk_phone WHERE member = ?", member);
    }
}
