package org.hongting.central.personal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hongting.central.course.Courses;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Member;
import org.hongting.central.study.LearningLedger;
import org.hongting.protocol.document.PersonalEntry;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;

/// Puts together what is known of one member's year: each number is read where its own page reads it. Safe for use by
/// many threads.
public final class PersonalRecords {
    /// Years people may ask for.
    private static final int FIRST = 2000;

    private final Database database;
    private final PersonalTelling telling;
    private final PersonalMeetings meetings;
    private final LearningLedger ledger;
    private final QuizRecord quizzes;
    private final Courses courses;
    private final Clock clock;

    /// Seven: each is another source, and nothing here is its own.
    ///
    /// @param clock in the site's zone
    public PersonalRecords(
            Database database,
            PersonalTelling telling,
            PersonalMeetings meetings,
            LearningLedger ledger,
            QuizRecord quizzes,
            Courses courses,
            Clock clock) {
        this.database = database;
        this.telling = telling;
        this.meetings = meetings;
        this.ledger = ledger;
        this.quizzes = quizzes;
        this.courses = courses;
        this.clock = clock;
    }

    /// The year that is asked for, or this one where it is none.
    public int yearOr(int asked) {
        int running = LocalDate.now(clock).getYear();
        return asked >= FIRST && asked <= running ? asked : running;
    }

    /// As things stand now: what changed about their meetings is concluded before, unless others are at it.
    public PersonalRecord of(Member member, int year) {
        boolean isCaughtUp = telling.catchUp(member.id());
        return database.reading(transaction -> {
            PersonalMeetings.Year met = meetings.of(transaction, member.id(), year);
            List<PersonalEntry.QuizResult> tried = quizzes.resultsOf(transaction, member.id()).stream()
                    .filter(result -> yearOf(result.at().toInstant()) == year)
                    .toList();
            List<PersonalRecord.Moment> timeline = new ArrayList<>();
            met.lines().forEach(line -> timeline.add(new PersonalRecord.Moment.Met(line)));
            tried.forEach(result -> timeline.add(new PersonalRecord.Moment.Tried(result)));
            timeline.addAll(studied(transaction, member, year));
            timeline.sort(Comparator.comparing(
                    PersonalRecord.Moment::at,
                    Comparator.<Instant>naturalOrder().reversed()));
            return new PersonalRecord(
                    member,
                    BranchTree.load(transaction).path(member.branch()),
                    ledger.year(transaction, member.id(), year),
                    met.lines(),
                    tried,
                    timeline,
                    isCaughtUp,
                    met.waiting(),
                    clock.instant());
        });
    }

    private int yearOf(Instant moment) {
        return LocalDate.ofInstant(moment, clock.getZone()).getYear();
    }

    private List<PersonalRecord.Moment> studied(Transaction transaction, Member member, int year) {
        record Row(CourseId course, Instant last, long credited) {}
        List<Row> rows = transaction.query(
                "SELECT course, last_at, credited FROM study_lesson WHERE member = ? AND last_at >= ? AND last_at < ?",
                row -> new Row(
                        new CourseId(row.text("course")),
                        Instant.ofEpochMilli(row.integer("last_at")),
                        row.integer("credited")),
                member.id().value(),
                start(year),
                start(year + 1));
        Map<CourseId, String> titles = new HashMap<>();
        List<PersonalRecord.Moment> studied = new ArrayList<>();
        for (Row row : rows) {
            studied.add(new PersonalRecord.Moment.Studied(
                    titles.computeIfAbsent(row.course(), course -> courses.title(transaction, course)),
                    row.last(),
                    row.credited()));
        }
        return studied;
    }

    private long start(int year) {
        return LocalDate.of(year, 1, 1)
                .atStartOfDay(clock.getZone())
                .toInstant()
                .toEpochMilli();
    }
}
