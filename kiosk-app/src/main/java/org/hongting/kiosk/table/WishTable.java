package org.hongting.kiosk.table;

import java.util.List;
import java.util.Optional;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.RequestEntry;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.replica.Projection;

/// Who wishes for leave from which meeting, and how it stands: what the centre says, and what was asked here and the
/// centre has not answered to yet.
public final class WishTable implements Projection {
    static final List<String> TABLES = List.of("""
            CREATE TABLE desk_wish (
                meeting TEXT NOT NULL, member TEXT NOT NULL, state TEXT NOT NULL, heard INTEGER NOT NULL,
                PRIMARY KEY (meeting, member)
            ) STRICT, WITHOUT ROWID
            """);

    @Override
    public boolean wants(DocumentName document) {
        return document.kind().equals("requests");
    }

    @Override
    public void apply(Transaction transaction, DocumentName document, DocumentChange change) {
        MeetingId meeting = new MeetingId(document.scope());
        if (change.snapshot()) {
            transaction.update("DELETE FROM desk_wish WHERE meeting = ? AND heard = 1", meeting.value());
        }
        for (RequestEntry entry : change.putAs(RequestEntry.class, malformed -> {})) {
            put(transaction, meeting, entry.id(), entry.state(), true);
        }
        change.removed()
                .forEach(member -> transaction.update(
                        "DELETE FROM desk_wish WHERE meeting = ? AND member = ?", meeting.value(), member));
    }

    public void ask(Transaction transaction, MeetingId meeting, MemberId member) {
        put(transaction, meeting, member, RequestEntry.State.ASKED, false);
    }

    public Optional<RequestEntry.State> find(Transaction transaction, MeetingId meeting, MemberId member) {
        return transaction.queryFirst(
                "SELECT state FROM desk_wish WHERE meeting = ? AND member = ?",
                row -> RequestEntry.State.valueOf(row.text("state")),
                meeting.value(),
                member.value());
    }

    private static void put(
            Transaction transaction, MeetingId meeting, MemberId member, RequestEntry.State state, boolean heard) {
        transaction.update(
                "INSERT INTO desk_wish (meeting, member, state, heard) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (meeting, member) DO UPDATE SET state = excluded.state, heard = excluded.heard",
                meeting.value(),
                member.value(),
                state.name(),
                heard ? 1 : 0);
    }
}
