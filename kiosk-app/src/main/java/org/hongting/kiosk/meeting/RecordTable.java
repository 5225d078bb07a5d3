package org.hongting.kiosk.meeting;

import java.util.List;
import java.util.Optional;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.Digest;
import org.hongting.sync.store.Migration;

/// Drafts, each a row that is overwritten, and what was finished here.
final class RecordTable {
    static final List<Migration> MIGRATIONS = List.of(new Migration("meeting-record", 1, List.of("""
            CREATE TABLE meeting_draft (meeting TEXT PRIMARY KEY, line BLOB NOT NULL) STRICT, WITHOUT ROWID
            """, """
            CREATE TABLE meeting_draft_photograph (
                meeting TEXT NOT NULL, number INTEGER NOT NULL, jpeg BLOB NOT NULL, PRIMARY KEY (meeting, number)
            ) STRICT
            """, """
            CREATE TABLE meeting_record (
                meeting TEXT NOT NULL, revision INTEGER NOT NULL, minutes BLOB NOT NULL, photographs BLOB NOT NULL,
                PRIMARY KEY (meeting, revision)
            ) STRICT, WITHOUT ROWID
            """)));

    /// A record that was finished here.
    record Finished(int revision, Attachment minutes, List<Attachment> photographs) {
        Digest hash() {
            return minutes.hash();
        }
    }

    private record Several(List<Attachment> photographs) {}

    Optional<Draft> draft(Transaction transaction, MeetingId meeting) {
        return transaction.queryFirst(
                "SELECT line FROM meeting_draft WHERE meeting = ?",
                row -> Json.read(row.bytes("line"), Draft.class),
                meeting.value());
    }

    void keep(Transaction transaction, MeetingId meeting, Draft draft) {
        transaction.update(
                "INSERT INTO meeting_draft (meeting, line) VALUES (?, ?)"
                        + " ON CONFLICT (meeting) DO UPDATE SET line = excluded.line",
                meeting.value(),
                Json.write(draft));
    }

    List<RecordReply.Photograph> photographs(Transaction transaction, MeetingId meeting) {
        return transaction.query(
                "SELECT number, jpeg FROM meeting_draft_photograph WHERE meeting = ? ORDER BY number",
                row -> new RecordReply.Photograph((int) row.integer("number"), row.bytes("jpeg")),
                meeting.value());
    }

    void addPhotograph(Transaction transaction, MeetingId meeting, byte[] jpeg) {
        transaction.update(
                "INSERT INTO meeting_draft_photograph (meeting, number, jpeg) SELECT ?1, coalesce(max(number), 0) + 1, ?2"
                        + " FROM meeting_draft_photograph WHERE meeting = ?1",
                meeting.value(),
                jpeg);
    }

    void discard(Transaction transaction, MeetingId meeting, int number) {
        transaction.update(
                "DELETE FROM meeting_draft_photograph WHERE meeting = ? AND number = ?", meeting.value(), number);
    }

    /// The draft is finished: it is gone here, and what came of it is known.
    void finish(Transaction transaction, MeetingId meeting, Finished finished) {
        transaction.update("DELETE FROM meeting_draft WHERE meeting = ?", meeting.value());
        transaction.update("DELETE FROM meeting_draft_photograph WHERE meeting = ?", meeting.value());
        transaction.update(
                "INSERT INTO meeting_record (meeting, revision, minutes, photographs) VALUES (?, ?, ?, ?)",
                meeting.value(),
                finished.revision(),
                Json.write(finished.minutes()),
                Json.write(new Several(finished.photographs())));
    }

    Optional<Finished> latest(Transaction transaction, MeetingId meeting) {
        return transaction.queryFirst(
                "SELECT revision, minutes, photographs FROM meeting_record WHERE meeting = ?"
                        + " ORDER BY revision DESC LIMIT 1",
                row -> new Finished(
                        (int) row.integer("revision"),
                        Json.read(row.bytes("minutes"), Attachment.class),
                        Json.read(row.bytes("photographs"), Several.class).photographs()),
                meeting.value());
    }
}
