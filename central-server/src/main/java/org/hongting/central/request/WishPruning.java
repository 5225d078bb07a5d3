package org.hongting.central.request;

import java.time.Clock;
import java.time.LocalDate;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.publishing.BeforePublishing;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;

/// Forgets, once a day, which wishes for leave were refused at terminals, with whom they name: fourteen days
/// after the end of their meeting. Until then a member may ask why, and may ask for a late check-in instead;
/// afterwards nothing can be asked about that meeting any more. What was wished stays in the records of the
/// terminals.
public final class WishPruning implements BeforePublishing {
    private final Database database;
    private final Clock clock;
    private LocalDate done = LocalDate.MIN;

    /// @param clock in the site's zone
    public WishPruning(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void turn() {
        LocalDate today = LocalDate.now(clock);
        if (today.equals(done)) {
            return;
        }
        database.inTransaction(transaction -> {
            prune(transaction);
            return null;
        });
        done = today;
    }

    /// Of a meeting that is not known here the day of the refusal counts.
    private void prune(Transaction transaction) {
        transaction
                .query(
                        "SELECT DISTINCT wish.meeting FROM leave_wish_refused AS wish LEFT JOIN meeting"
                                + " ON meeting.id = wish.meeting WHERE COALESCE(meeting.ends_at, wish.refused_at) < ?",
                        row -> new MeetingId(row.text("meeting")),
                        UtcText.of(clock.instant().minus(AttendanceRequests.AFTERWARDS)))
                .forEach(meeting -> {
                    transaction.update("DELETE FROM leave_wish_refused WHERE meeting = ?", meeting.value());
                    WishSource.mark(transaction, meeting);
                });
    }
}
