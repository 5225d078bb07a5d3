package org.hongting.central.meeting;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.publishing.Backlog;
import org.hongting.central.publishing.BeforePublishing;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;

/// Writes down who was expected at each meeting once it is over: when it takes neither arrivals nor departures any
/// more. One after the other, so that others may write in between.
public final class ExpectedKeeping implements BeforePublishing {
    private final Database database;
    private final Expected expected;
    private final Clock clock;

    public ExpectedKeeping(Database database, Members members, Clock clock) {
        this.database = database;
        this.expected = new Expected(members);
        this.clock = clock;
    }

    @Override
    public void turn() {
        Instant now = clock.instant();
        if (database.reading(transaction -> due(transaction, now)).isPresent()) {
            Backlog.work(database, transaction -> {
                Optional<MeetingId> due = due(transaction, now);
                due.ifPresent(meeting -> expected.keep(transaction, meeting, BranchTree.load(transaction), now));
                return due.isPresent();
            });
        }
    }

    /// Writes down at once who was expected at every meeting that takes nothing any more, before somebody on its lists
    /// is erased: it may be sealed before its end.
    public void keepAll(Transaction transaction, Instant now) {
        String over = UtcText.of(now);
        List<MeetingId> due = transaction.query(
                "SELECT id FROM meeting WHERE expected_at IS NULL AND closes_at < ?"
                        + " AND (leaves_until IS NULL OR leaves_until < ?) ORDER BY closes_at, id",
                row -> new MeetingId(row.text("id")),
                over,
                over);
        if (!due.isEmpty()) {
            BranchTree tree = BranchTree.load(transaction);
            due.forEach(meeting -> expected.keep(transaction, meeting, tree, now));
        }
    }

    private static Optional<MeetingId> due(Transaction transaction, Instant now) {
        String over = UtcText.of(now);
        return transaction.queryFirst(
                "SELECT id FROM meeting WHERE expected_at IS NULL AND closes_at < ? AND ends_at < ?"
                        + " AND (leaves_until IS NULL OR leaves_until < ?) ORDER BY closes_at, id LIMIT 1",
                row -> new MeetingId(row.text("id")),
                over,
                over,
                over);
    }
}
