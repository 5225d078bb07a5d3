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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.hongting.central.platform.lease.Leadership;
import org.hongting.central.publishing.Backlog;
import org.hongting.central.publishing.BeforePublishing;
import org.hongting.central.publishing.DueDocuments;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;

/// Concludes meetings that changed, one after the other, in reading, and writes what they came to in short
/// transactions. Has terminals told of whoever it concerns: a sixteenth of the members at a time and each sixteenth at
/// most once a minute, so that what is urgent is published in between.
public final class PersonalTelling implements BeforePublishing {
    private static final int LOOKED_AT_ONCE = 50;

    /// How often in a minute that many are looked at.
    private static final int LOOKS = 10;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// How long somebody who asks for their own page waits for others.
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final Database database;
    private final PersonalMeetings meetings;
    private final Leadership leadership;
    private final Clock clock;

    /// Held by whoever concludes, for one meeting at a time: else what one saw first might be written last. Who waited
    /// longest is next, so a phone is not overtaken by the publisher.
    private final ReentrantLock concluding = new ReentrantLock(true);

    private final Map<String, Instant> told = new HashMap<>();
    private Instant looked = Instant.MIN;
    private int year;

    /// @param clock in the site's zone
    public PersonalTelling(Database database, PersonalMeetings meetings, Clock clock) {
        this(database, meetings, Leadership.ALONE, clock);
    }

    /// @param leadership who concludes: among several servers the one that leads, which is the one that publishes
    PersonalTelling(Database database, PersonalMeetings meetings, Leadership leadership, Clock clock) {
        this.leadership = leadership;
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
        concluding.lock();
        try {
            restore();
            List<MeetingId> due = database.reading(meetings::due);
            due.forEach(this::conclude);
            return !due.isEmpty();
        } finally {
            concluding.unlock();
        }
    }

    /// After a power cut, or where something was not written.
    private void restore() {
        if (database.reading(PersonalMeetings::hasTaken)) {
            write(List.of(PersonalMeetings::restore));
        }
    }

    private void conclude(MeetingId due) {
        write(List.of(transaction -> meetings.take(transaction, due)));
        write(database.reading(transaction -> meetings.conclude(transaction, due)));
    }

    private boolean lookAgain() {
        concluding.lock();
        try {
            Map<MeetingId, Boolean> open =
                    database.reading(transaction -> meetings.lookAgain(transaction, LOOKED_AT_ONCE));
            if (!open.isEmpty()) {
                write(List.of(transaction -> meetings.lookedAt(transaction, open)));
            }
            return open.size() == LOOKED_AT_ONCE;
        } finally {
            concluding.unlock();
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

    /// Concludes what of a member's meetings has changed and may be concluded now, for a moment. A whole hall may
    /// open its pages at once: whoever finds others at it does not wait for long, and sees what stands.
    ///
    /// @return whether nothing of theirs is left
    boolean catchUp(MemberId member) {
        if (!isCaughtUp(member)) {
            // Elsewhere the one that leads gets to it within its turn; here they see what stands.
            leadership.lead(() -> concludeOf(member));
        }
        return isCaughtUp(member);
    }

    private void concludeOf(MemberId member) {
        if (!waited()) {
            return;
        }
        try {
            restore();
            Backlog.Time time = Backlog.ofTurn();
            Iterator<MeetingId> due = database.reading(transaction -> meetings.dueOf(transaction, member))
                    .iterator();
            while (due.hasNext() && time.isLeft()) {
                conclude(due.next());
            }
        } finally {
            concluding.unlock();
        }
    }

    private boolean isCaughtUp(MemberId member) {
        return !database.reading(transaction -> meetings.isWaitedFor(transaction, member));
    }

    private boolean waited() {
        try {
            return concluding.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
