package org.hongting.kiosk.table;

import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.port.Transaction;

/// Counts the heads at a meeting, from all the tables that know of some, in one question to the disk.
public final class Headcounts {
    private Headcounts() {}

    /// The heads at a meeting, as columns of [#FROM].
    static final String COLUMNS = """
            m.expected AS heads, h.present AS present, h.late AS late, h.guests AS guests,
                (SELECT count(*) FROM desk_leave AS l WHERE l.meeting = m.id AND NOT EXISTS (
                    SELECT 1 FROM desk_arrival AS a WHERE a.meeting = m.id AND a.member = l.member)) AS away,
                (SELECT sum(count) FROM desk_guest AS g WHERE g.meeting = m.id) AS visitors
            """;

    static final String FROM = "FROM desk_meeting AS m LEFT JOIN desk_headcount AS h ON h.meeting = m.id ";

    /// Counts who has arrived and is not expected, at the meetings there are.
    static final String COUNT_GUESTS = """
            UPDATE desk_headcount SET guests = (SELECT count(*) FROM desk_arrival AS a
                WHERE a.meeting = desk_headcount.meeting
                    AND NOT EXISTS (SELECT 1 FROM desk_member AS m WHERE m.id = a.member
                        AND (m.branch IN (SELECT branch FROM desk_meeting_branch WHERE meeting = a.meeting)
                            OR m.id IN (SELECT member FROM desk_meeting_member WHERE meeting = a.meeting))))
            WHERE meeting IN (SELECT id FROM desk_meeting)""";

    public static Headcount of(Transaction transaction, MeetingId meeting) {
        return transaction
                .queryFirst("SELECT " + COLUMNS + FROM + "WHERE m.id = ?", Headcounts::read, meeting.value())
                .orElseThrow();
    }

    static Headcount read(Transaction.Row row) {
        return new Headcount(
                (int) row.integer("heads"),
                (int) row.integer("present"),
                (int) row.integer("late"),
                (int) row.integer("guests"),
                (int) row.integer("away"),
                (int) row.integer("visitors"));
    }

    /// Counts one more who has arrived.
    static void add(Transaction transaction, MeetingId meeting, boolean late, boolean guest) {
        transaction.update("""
                INSERT INTO desk_headcount (meeting, present, late, guests) VALUES (?, 1, ?, ?)
                ON CONFLICT (meeting) DO UPDATE SET
                    present = present + 1, late = late + excluded.late, guests = guests + excluded.guests
                """, meeting.value(), late ? 1 : 0, guest ? 1 : 0);
    }

    /// Counts anew who has arrived and is not expected, when lists change or arrivals come from elsewhere, so that
    /// nobody counts at the door.
    static void countGuests(Transaction transaction) {
        transaction.update(COUNT_GUESTS);
    }
}
