package org.hongting.kiosk.table;

import java.util.List;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.LeaveEntry;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.replica.Projection;

/// Who is away with leave, as the centre has ruled. It decides nothing at the door: whoever comes is let in.
public final class LeaveTable implements Projection {
    static final List<String> TABLES = List.of("""
            CREATE TABLE desk_leave (
                meeting TEXT NOT NULL, member TEXT NOT NULL, PRIMARY KEY (meeting, member)
            ) STRICT, WITHOUT ROWID
            """);

    @Override
    public boolean wants(DocumentName document) {
        return document.kind().equals("leave");
    }

    @Override
    public void apply(Transaction transaction, DocumentName document, DocumentChange change) {
        MeetingId meeting = new MeetingId(document.scope());
        if (change.snapshot()) {
            transaction.update("DELETE FROM desk_leave WHERE meeting = ?", meeting.value());
        }
        for (LeaveEntry leave : change.putAs(LeaveEntry.class, malformed -> {})) {
            transaction.update(
                    "INSERT OR IGNORE INTO desk_leave (meeting, member) VALUES (?, ?)",
                    meeting.value(),
                    leave.id().value());
        }
        change.removed()
                .forEach(member -> transaction.update(
                        "DELETE FROM desk_leave WHERE meeting = ? AND member = ?", meeting.value(), member));
    }

    public boolean isAway(Transaction transaction, MeetingId meeting, MemberId member) {
        return transaction
                .queryFirst(
                        "SELECT 1 AS hit FROM desk_leave WHERE meeting = ? AND member = ?",
                        row -> row.integer("hit"),
                        meeting.value(),
                        member.value())
                .isPresent();
    }
}
