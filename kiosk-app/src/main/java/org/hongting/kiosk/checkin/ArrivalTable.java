package org.hongting.kiosk.checkin;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.document.ArrivalEntry;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Transaction;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.replica.Projection;

/// Who has arrived: the mark against doing it twice, and the heads that stand on the screen. Arrivals at other kiosks
/// come in with `arrivals/<meeting>`; what this kiosk decided itself always stays.
final class ArrivalTable implements Projection {
    static final List<String> TABLES = List.of("""
            CREATE TABLE desk_arrival (
                meeting TEXT NOT NULL, member TEXT NOT NULL, at TEXT NOT NULL, late INTEGER NOT NULL,
                PRIMARY KEY (meeting, member)
            ) STRICT, WITHOUT ROWID
            """, """
            CREATE TABLE desk_headcount (meeting TEXT PRIMARY KEY, present INTEGER NOT NULL, late INTEGER NOT NULL)
            STRICT, WITHOUT ROWID
            """);

    static final List<String> DEPARTURES = List.of("""
            CREATE TABLE desk_departure (
                meeting TEXT NOT NULL, member TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (meeting, member)
            ) STRICT, WITHOUT ROWID
            """);

    @Override
    public boolean wants(DocumentName document) {
        return document.kind().equals("arrivals");
    }

    @Override
    public void apply(Transaction transaction, DocumentName document, DocumentChange change) {
        MeetingId meeting = new MeetingId(document.scope());
        for (DocumentEntry entry : change.put()) {
            // Whether an arrival elsewhere was late is the centre's word; the screen counts it as present only.
            read(entry).ifPresent(arrival -> mark(transaction, meeting, arrival.id(), arrival.at(), false));
        }
    }

    /// One entry that makes no sense must not hide the others.
    private static Optional<ArrivalEntry> read(DocumentEntry entry) {
        try {
            return Optional.of(entry.as(ArrivalEntry.class));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    Optional<OffsetDateTime> find(Transaction transaction, MeetingId meeting, MemberId member) {
        return transaction.queryFirst(
                "SELECT at FROM desk_arrival WHERE meeting = ? AND member = ?",
                row -> OffsetDateTime.parse(row.text("at")),
                meeting.value(),
                member.value());
    }

    /// Marks the member as arrived, unless that was marked before, and counts the head.
    void mark(Transaction transaction, MeetingId meeting, MemberId member, OffsetDateTime at, boolean late) {
        int added = transaction.update(
                "INSERT OR IGNORE INTO desk_arrival (meeting, member, at, late) VALUES (?, ?, ?, ?)",
                meeting.value(),
                member.value(),
                at.toString(),
                late ? 1 : 0);
        if (added == 1) {
            transaction.update("""
                    INSERT INTO desk_headcount (meeting, present, late) VALUES (?, 1, ?)
                    ON CONFLICT (meeting) DO UPDATE SET present = present + 1, late = late + excluded.late
                    """, meeting.value(), late ? 1 : 0);
        }
    }

    boolean hasLeft(Transaction transaction, MeetingId meeting, MemberId member) {
        return left(transaction, meeting, member).isPresent();
    }

    /// When the member left last, as far as this kiosk saw it.
    Optional<OffsetDateTime> left(Transaction transaction, MeetingId meeting, MemberId member) {
        return transaction.queryFirst(
                "SELECT at FROM desk_departure WHERE meeting = ? AND member = ?",
                row -> OffsetDateTime.parse(row.text("at")),
                meeting.value(),
                member.value());
    }

    /// Marks that the member left, also where the arrival was at another kiosk and is not known here. The last time
    /// counts.
    void markLeft(Transaction transaction, MeetingId meeting, MemberId member, OffsetDateTime at) {
        transaction.update(
                "INSERT INTO desk_departure (meeting, member, at) VALUES (?, ?, ?)"
                        + " ON CONFLICT (meeting, member) DO UPDATE SET at = excluded.at",
                meeting.value(),
                member.value(),
                at.toString());
    }

    Headcount headcount(Transaction transaction, MeetingId meeting, int expected) {
        return transaction
                .queryFirst(
                        "SELECT present, late FROM desk_headcount WHERE meeting = ?",
                        row -> new Headcount(expected, (int) row.integer("present"), (int) row.integer("late")),
                        meeting.value())
                .orElse(new Headcount(expected, 0, 0));
    }
}
