package org.hongting.kiosk.table;

import java.util.List;
import java.util.Optional;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.document.BindingEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.replica.Projection;

/// Cards that were bound at this kiosk and that it takes by itself: until the centre's roster carries them, or the
/// centre has refused them. What the roster says of a card goes before what stands here.
public final class BoundCardTable implements Projection {
    static final List<String> TABLES = List.of("""
            CREATE TABLE desk_bound_card (
                hash TEXT PRIMARY KEY, member TEXT NOT NULL, settled INTEGER NOT NULL DEFAULT 0
            ) STRICT, WITHOUT ROWID
            """);

    private final DocumentName document;

    BoundCardTable(TerminalId terminal) {
        this.document = DocumentName.bindingsAt(terminal);
    }

    @Override
    public boolean wants(DocumentName name) {
        return name.equals(document) || name.equals(DocumentName.ROSTER);
    }

    /// Comes after the roster's own table.
    @Override
    public void apply(Transaction transaction, DocumentName name, DocumentChange change) {
        if (name.equals(DocumentName.ROSTER)) {
            // A roster that comes after the centre's word has the card, perhaps hashed with a newer key.
            transaction.update("DELETE FROM desk_bound_card WHERE settled = 1 OR hash IN (SELECT hash FROM desk_card)");
            return;
        }
        for (BindingEntry entry : change.putAs(BindingEntry.class, malformed -> {})) {
            switch (entry.outcome()) {
                case BOUND -> transaction.update("UPDATE desk_bound_card SET settled = 1 WHERE hash = ?", entry.id());
                case REFUSED -> transaction.update("DELETE FROM desk_bound_card WHERE hash = ?", entry.id());
            }
        }
    }

    public Optional<MemberId> ownerOf(Transaction transaction, CardHash card) {
        return transaction.queryFirst(
                "SELECT member FROM desk_bound_card WHERE hash = ?",
                row -> new MemberId(row.text("member")),
                card.value());
    }

    public void bind(Transaction transaction, CardHash card, MemberId member) {
        transaction.update(
                "INSERT INTO desk_bound_card (hash, member) VALUES (?, ?)"
                        + " ON CONFLICT (hash) DO UPDATE SET member = excluded.member, settled = 0",
                card.value(),
                member.value());
    }
}
