package org.hongting.central.personal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hongting.central.publishing.Backlog;
import org.hongting.central.publishing.BeforePublishing;
import org.hongting.central.publishing.DueDocuments;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;

/// Concludes meetings that changed, in reading, and writes what they came to in short transactions. Has terminals
/// told of whoever it concerns: a sixteenth of the members at a time and each sixteenth at most once a minute, so
/// that what is urgent is published in between.
public final class PersonalTelling implements BeforePublishing {
    /// Concluded from one look.
    private static final int AT_ONCE = 50;

    private static final int LOOKED_AT_ONCE = 50;

    /// How often in a minute that many are looked at.
    private static final int LOOKS = 10;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Database database;
    private final PersonalMeetings meetings;
    private final Clock clock;
    private final Object concluding = new Object();
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
        Backlog.Time time = Backlog.ofTurn();
        while (time.isLeft() && concludeSome()) {
            // There may be more.
        }
        Instant now = clock.instant();
        if (looked.isBefore(now.minus(MINUTE))) {
            looked = now;
            for (int i = 0; i < LOOKS && time.isLeft() && lookAgain(); i++) {
                // There may be more.
            }
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

    private boolean concludeSome() {
        synchronized (concluding) {
            restore();
            List<MeetingId> due = database.reading(transaction -> meetings.due(transaction, AT_ONCE));
            conclude(due);
            return due.size() == AT_ONCE;
        }
    }

    /// After a power cut, or where something was not written.
    private void restore() {
        if (database.reading(PersonalMeetings::hasTaken)) {
            write(List.of(PersonalMeetings::restore));
        }
    }

    /// Whoever concludes holds `concluding`: else what one saw first might be written last.
    private void conclude(List<MeetingId> due) {
        if (!due.isEmpty()) {
            write(List.of(transaction -> meetings.take(transaction, due)));
            write(database.reading(transaction -> meetings.conclude(transaction, due)));
        }
    }

    private boolean lookAgain() {
        synchronized (concluding) {
            Map<MeetingId, Boolean> open =
                    database.reading(transaction -> meetings.lookAgain(transaction, LOOKED_AT_ONCE));
            if (!open.isEmpty()) {
                write(List.of(transaction -> meetings.lookedAt(transaction, open)));
            }
            return open.size() == LOOKED_AT_ONCE;
        }
    }

    private void write(List<Consumer<Transaction>> pieces) {
        Iterator<Consumer<Transaction>> left = pieces.iterator();
        while (left.hasNext()) {
            database.inTransaction(transaction -> {
                Backlog.Time time = Backlog.ofTransaction();
                do {
                    left.next().accept(transaction);
                } while (left.hasNext() && time.isLeft());
                return null;
            });
        }
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
        synchronized (concluding) {
            restore();
            List<MeetingId> due = database.reading(transaction -> meetings.dueOf(transaction, member));
            for (int first = 0; first < due.size(); first += AT_ONCE) {
                conclude(due.subList(first, Math.min(due.size(), first + AT_ONCE)));
            }
        }
    }
}
