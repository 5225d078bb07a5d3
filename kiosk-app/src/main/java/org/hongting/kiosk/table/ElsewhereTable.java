package org.hongting.kiosk.table;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hongting.kiosk.table.RosterTable.KnownMember;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Transaction;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.replica.Projection;

/// The meetings that not every kiosk serves, this one's among them: so that whoever stands before the wrong kiosk
/// hears where to go. Times are milliseconds of UTC.
public final class ElsewhereTable implements Projection {
    static final List<String> TABLES = List.of("""
            CREATE TABLE desk_elsewhere (
                id TEXT PRIMARY KEY, opens INTEGER NOT NULL, closes INTEGER NOT NULL, line BLOB NOT NULL
            ) STRICT, WITHOUT ROWID
            """);

    private final MeetingEntries entries = new MeetingEntries();

    @Override
    public boolean wants(DocumentName document) {
        return document.equals(DocumentName.ELSEWHERE);
    }

    @Override
    public void apply(Transaction transaction, DocumentName document, DocumentChange change) {
        if (change.snapshot()) {
            transaction.update("DELETE FROM desk_elsewhere");
        }
        change.removed().forEach(id -> transaction.update("DELETE FROM desk_elsewhere WHERE id = ?", id));
        change.put().forEach(entry -> put(transaction, entry));
    }

    /// The first meeting, open at that moment or before another, that expects the member and is not this kiosk's.
    public Optional<MeetingEntry> of(Transaction transaction, KnownMember member, Instant now, Instant before) {
        return transaction
                .query(
                        "SELECT line FROM desk_elsewhere WHERE closes >= ? AND opens < ?"
                                + " AND id NOT IN (SELECT id FROM desk_meeting) ORDER BY opens, id",
                        row -> entries.of(row.bytes("line")),
                        now.toEpochMilli(),
                        before.toEpochMilli())
                .stream()
                .filter(meeting -> meeting.branches().contains(member.branch())
                        || meeting.members().contains(member.attendee().member()))
                .findFirst();
    }

    private static void put(Transaction transaction, DocumentEntry entry) {
        MeetingEntry meeting;
        try {
            meeting = entry.as(MeetingEntry.class);
        } catch (MalformedJson e) {
            return; // One entry that makes no sense must not hide the others.
        }
        transaction.update(
                "INSERT INTO desk_elsewhere (id, opens, closes, line) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
                        + " SET opens = excluded.opens, closes = excluded.closes, line = excluded.line",
                entry.id(),
                meeting.window().opens().toInstant().toEpochMilli(),
                meeting.taking().closes().toInstant().toEpochMilli(),
                entry.line().bytes());
    }
}
