package org.hongting.kiosk.table;

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
            (SELECT sum(count) FROM desk_guest WHERE meeting = ?1) AS visitors""";

    private static final String LOOK = "SELECT sum(present) AS present, sum(late) AS late, sum(guests) AS guests, "
            + OTHERS + " FROM desk_headcount WHERE meeting = ?1";

    private static final String COUNT = """
            INSERT INTO desk_headcount (meeting, present, late, guests) VALUES (?1, 1, ?2, ?3)
            ON CONFLICT (meeting) DO UPDATE SET
                present = present + 1, late = late + excluded.late, guests = guests + excluded.guests
            RETURNING present, late, guests,
            """ + OTHERS;

    /// Counts who has arrived and is not expected, at the meetings there are.
    static final String COUNT_GUESTS = """
            UPDATE desk_headcount SET guests = (SELECT count(*) FROM desk_arrival AS a
                WHERE a.meeting = desk_headcount.meeting
                    AND NOT EXISTS (SELECT 1 FROM desk_meeting_member AS x
                        WHERE x.meeting = a.meeting AND x.member = a.member)
                    AND NOT EXISTS (SELECT 1 FROM desk_member AS m JOIN desk_meeting_branch AS b
                        ON b.branch = m.branch WHERE m.id = a.member AND b.meeting = a.meeting))
            WHERE meeting IN (SELECT id FROM desk_meeting)""";

    public static Headcount of(Transaction transaction, MeetingId meeting) {
        return transaction.queryFirst(LOOK, Headcounts::read, meeting.value()).orElseThrow();
    }

    /// Counts one more who has arrived.
    ///
    /// @param guest whom nobody expected
    /// @return the heads with that one
    static Headcount count(Transaction transaction, MeetingId meeting, boolean late, boolean guest) {
        return transaction
                .queryFirst(COUNT, Headcounts::read, meeting.value(), late ? 1 : 0, guest ? 1 : 0)
                .orElseThrow();
    }

    private static Headcount read(Transaction.Row row) {
        return new Headcount(
                (int) row.integer("expected"),
                (int) row.integer("present"),
                (int) row.integer("late"),
                (int) row.integer("guests"),
                (int) row.integer("away"),
                (int) row.integer("visitors"));
    }

    /// Counts anew who has arrived and is not expected, when lists change or arrivals come from elsewhere, so that
    /// nobody counts at the door.
    static void countGuests(Transaction transaction) {
        transaction.update(COUNT_GUESTS);
    }
}
