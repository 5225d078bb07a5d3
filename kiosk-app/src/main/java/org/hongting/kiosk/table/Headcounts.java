package org.hongting.kiosk.table;

import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.port.Transaction;

/// Counts the heads at a meeting, from all the tables that know of some, in one question to the disk.
public final class Headcounts {
    private Headcounts() {}

    /// What other tables know of the heads at meeting `?1`.
    private static final String OTHERS = """
            (SELECT expected FROM desk_meeting WHERE id = ?1) AS expected,
            (SELECT count(*) FROM desk_leave AS l WHERE l.meeting = ?1 AND NOT EXISTS (
                SELECT 1 FROM desk_arrival AS a WHERE a.meeting = ?1 AND a.member = l.member)) AS away,
            (SELECT sum(count) FROM desk_guest WHERE meeting = ?1 AND kind <> 'MEMBERS') AS visitors,
            EXISTS (SELECT 1 FROM desk_guest WHERE meeting = ?1 AND kind = 'MEMBERS') AS let_in""";

    private static final String UNEXPECTED = """
            FROM desk_arrival AS a WHERE a.meeting = ?1
                AND NOT EXISTS (SELECT 1 FROM desk_meeting_member AS x
                    WHERE x.meeting = a.meeting AND x.member = a.member)
                AND NOT EXISTS (SELECT 1 FROM desk_member AS m JOIN desk_meeting_branch AS b
                    ON b.branch = m.branch WHERE m.id = a.member AND b.meeting = a.meeting)
            """;

    private static final String LOOK =
            "SELECT sum(present) AS present, sum(late) AS late, " + OTHERS + " FROM desk_headcount WHERE meeting = ?1";

    private static final String COUNT = """
            INSERT INTO desk_headcount (meeting, present, late) VALUES (?1, 1, ?2)
            ON CONFLICT (meeting) DO UPDATE SET present = present + 1, late = late + excluded.late
            RETURNING present, late,
            """ + OTHERS;

    public static Headcount of(Transaction transaction, MeetingEntry meeting) {
        return transaction
                .queryFirst(
                        LOOK,
                        row -> read(transaction, row, meeting),
                        meeting.id().value())
                .orElseThrow();
    }

    /// Counts one more who has arrived.
    ///
    /// @return the heads with that one
    static Headcount count(Transaction transaction, MeetingEntry meeting, boolean late) {
        return transaction
                .queryFirst(
                        COUNT,
                        row -> read(transaction, row, meeting),
                        meeting.id().value(),
                        late ? 1 : 0)
                .orElseThrow();
    }

    private static Headcount read(Transaction transaction, Transaction.Row row, MeetingEntry meeting) {
        // Nobody is looked for at the door unless a rule asks.
        boolean isAsked = meeting.rules() != null || row.integer("let_in") == 1;
        return new Headcount(
                (int) row.integer("expected"),
                (int) row.integer("present"),
                (int) row.integer("late"),
                isAsked ? guests(transaction, meeting.id()) : 0,
                (int) row.integer("away"),
                (int) row.integer("visitors"));
    }

    /// Who has arrived and is not expected.
    public static int guests(Transaction transaction, MeetingId meeting) {
        return transaction
                .queryFirst(
                        "SELECT COUNT(*) AS guests " + UNEXPECTED, row -> (int) row.integer("guests"), meeting.value())
                .orElse(0);
    }

    /// Notes, where arrivals of other kiosks came in, that there are some among them whom the meeting does not expect:
    /// from then on they are counted.
    static void noteGuests(Transaction transaction, MeetingId meeting) {
        transaction.update(
                "INSERT OR IGNORE INTO desk_guest (meeting, kind, count) SELECT ?1, 'MEMBERS', 1 WHERE EXISTS"
                        + " (SELECT 1 FROM desk_meeting WHERE id = ?1 AND expected > 0) AND EXISTS (SELECT 1 "
                        + UNEXPECTED + ")",
                meeting.value());
    }
}
