package org.hongting.central.personal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.publishing.BeforePublishing;
import org.hongting.central.publishing.DueDocuments;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;

/// Concludes meetings that changed, and has terminals told of whoever it concerns: a sixteenth of the members at a time
/// and each sixteenth at most once a minute, so that what is urgent is published in between.
public final class PersonalTelling implements BeforePublishing {
    /// In one transaction, so that others may write in between.
    private static final int AT_ONCE = 10;

    private static final int LOOKED_AT_ONCE = 50;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Database database;
    private final PersonalMeetings meetings;
    private final Clock clock;
    private final Map<String, Instant> told = new HashMap<>();
    private Instant looked = Instant.MIN;
    private int year;

    /// @param clock in the site's zone
    public PersonalTelling(Database database, PersonalMeetings meetings, Clock clock) {
        this.database = database;
        this.meetings = meetings;
        this.clock = clock;
    }

    @Override
    public void turn() {
        if (!database.reading(transaction -> meetings.due(transaction, 1)).isEmpty()) {
            database.inTransaction(transaction -> {
                meetings.due(transaction, AT_ONCE).forEach(meeting -> meetings.settle(transaction, meeting));
                return null;
            });
        }
        Instant now = clock.instant();
        if (looked.isBefore(now.minus(MINUTE))) {
            looked = now;
            database.inTransaction(transaction -> {
                meetings.lookAgain(transaction, LOOKED_AT_ONCE);
                return null;
            });
        }
        tellOfTheYear();
        next(now).ifPresent(digit -> {
            told.put(digit, now);
            database.inTransaction(transaction -> {
                transaction.update("DELETE FROM personal_due WHERE digit = ?", digit);
                DueDocuments.mark(transaction, PersonalSource.KIND, digit);
                return null;
            });
        });
    }

    /// After a start, and once a year has begun: the year that is meant is another one then.
    private void tellOfTheYear() {
        int running = LocalDate.now(clock).getYear();
        if (running != year) {
            database.inTransaction(transaction -> {
                published(transaction).forEach(digit -> PersonalSource.markDigit(transaction, digit));
                return null;
            });
            year = running;
        }
    }

    private static List<String> published(Transaction transaction) {
        return transaction.query(
                "SELECT substr(name, " + (PersonalSource.KIND.length() + 2)
                        + ") AS digit FROM document WHERE name LIKE '" + PersonalSource.KIND + "/%'",
                row -> row.text("digit"));
    }

    /// The one that was told of longest ago.
    private Optional<String> next(Instant now) {
        return database
                .reading(transaction -> transaction.query("SELECT digit FROM personal_due", row -> row.text("digit")))
                .stream()
                .filter(digit -> told.getOrDefault(digit, Instant.MIN).isBefore(now.minus(MINUTE)))
                .min(Comparator.comparing((String digit) -> told.getOrDefault(digit, Instant.MIN))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /// Concludes at once whatever of a member's meetings has changed.
    void catchUp(MemberId member) {
        List<MeetingId> due = database.reading(transaction -> meetings.dueOf(transaction, member));
        for (int first = 0; first < due.size(); first += AT_ONCE) {
            List<MeetingId> some = due.subList(first, Math.min(due.size(), first + AT_ONCE));
            database.inTransaction(transaction -> {
                some.forEach(meeting -> meetings.settle(transaction, meeting));
                return null;
            });
        }
    }
}
