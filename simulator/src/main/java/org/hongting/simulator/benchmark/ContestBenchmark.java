package org.hongting.simulator.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hongting.central.document.DocumentStore;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.meeting.AttendanceBook;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.central.meeting.Meetings;
import org.hongting.central.organisation.Members;
import org.hongting.central.personal.PersonalMeetings;
import org.hongting.central.personal.PersonalSource;
import org.hongting.central.personal.PersonalTelling;
import org.hongting.central.platform.database.AfterCommit;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.SqliteFile;
import org.hongting.central.platform.database.StoreIdentity;
import org.hongting.central.quiz.ContestBoard;
import org.hongting.central.quiz.MemberQuizzes;
import org.hongting.central.quiz.Quiz;
import org.hongting.central.quiz.QuizMarker;
import org.hongting.central.quiz.QuizProjection;
import org.hongting.central.quiz.RanksSource;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.port.Database;

/// A contest of a large school in a real file, through the real projection and marker: what facts, marking, ranking and
/// the own pages of everybody cost, and how long others must wait to write meanwhile.
final class ContestBenchmark implements Benchmark {
    private static final int MEMBERS = 100_000;
    private static final int FEW_MEMBERS = 1_000;
    private static final int PEOPLE = 10_000;
    private static final int FEW_PEOPLE = 260;
    private static final int MEETINGS = 12_000;
    private static final int FEW_MEETINGS = 80;
    private static final double WORST = 95;

    /// Console page and big screen.
    private static final double PAGE_MILLIS = 100;

    /// How long a background job may keep others from writing, commit included.
    private static final double HELD_MILLIS = 50;

    private static final int BROWSERS = 5;
    private static final Duration PAUSE = Duration.ofSeconds(3);

    @Override
    public List<Row> run(Effort effort, Consumer<String> progress) throws IOException {
        Path folder = Files.createTempDirectory("hongting-contest-");
        try (SqliteFile source = SqliteFile.open(folder.resolve("central.db"))) {
            source.migrate();
            return new Run(new JdbcDatabase(source), effort, progress).rows();
        } finally {
            delete(folder);
        }
    }

    private static final class Run {
        private final Database database;
        private final HeldTimes held;
        private final Effort effort;
        private final Consumer<String> progress;
        private final ContestSchool school;
        private final int members;
        private final int people;
        private final Members roster;
        private final ContestBoard board;
        private final PersonalMeetings meetings;
        private final List<Row> rows = new ArrayList<>();

        Run(Database database, Effort effort, Consumer<String> progress) {
            this.database = database;
            this.held = new HeldTimes(database);
            this.effort = effort;
            this.progress = progress;
            this.members = effort.of(MEMBERS, FEW_MEMBERS);
            this.people = effort.of(PEOPLE, FEW_PEOPLE);
            this.school = new ContestSchool(database, members);
            this.roster = new Members(new Random(1), school.clock);
            this.board = new ContestBoard(roster, school.clock);
            MeetingHall hall = new MeetingHall(
                    database, new Meetings(new Random(1), school.clock), new AttendanceBook(roster), school.clock);
            this.meetings = new PersonalMeetings(hall, school.clock);
        }

        List<Row> rows() {
            progress.accept(String.format(Locale.ROOT, "%,d members", members));
            school.fill();
            concludeMeetings();
            Quiz contest = school.contest();
            answer(contest);
            look(contest);
            tell();
            return rows;
        }

        private void concludeMeetings() {
            int count = effort.of(MEETINGS, FEW_MEETINGS);
            progress.accept(String.format(Locale.ROOT, "%,d meetings that nobody concluded yet", count));
            school.meet(count);
            PersonalTelling telling = new PersonalTelling(held, meetings, school.clock);
            long before = System.nanoTime();
            while (due("personal_meeting_due") > 0) {
                telling.turn();
            }
            double seconds = (System.nanoTime() - before) / 1e9;
            rows.add(Row.of(
                    "meetings of " + ContestSchool.OF_A_BRANCH + " people concluded for their own pages, of " + count,
                    count / seconds,
                    "a s"));
            longest("concluding meetings");
        }

        private long due(String table) {
            return database.reading(transaction -> transaction
                    .queryFirst("SELECT count(*) AS n FROM " + table, row -> row.integer("n"))
                    .orElse(0L));
        }

        private void longest(String what) {
            Sample times = held.take();
            rows.add(Row.below(
                    "nobody else writes while " + what + ", 99th percentile", times.percentile(99), "ms", HELD_MILLIS));
            rows.add(Row.of("the longest of them", times.percentile(100), "ms"));
        }

        private void answer(Quiz contest) {
            progress.accept(
                    String.format(Locale.ROOT, "%,d people answer %d questions", people, ContestSchool.QUESTIONS));
            QuizProjection projection = new QuizProjection();
            QuizMarker marker = new QuizMarker(held, school.banks, new Alarms(new Random(1)), school.clock);
            marker.turn();
            // The first wave only warms up.
            wave(contest, 0, projection, marker);
            held.take();
            Spent spent = new Spent();
            for (int first = ContestSchool.KIOSKS; first < people; first += ContestSchool.KIOSKS) {
                spent = spent.and(wave(contest, first, projection, marker));
            }
            rows.add(Row.of(
                    "facts that the projection keeps, " + ContestSchool.KIOSKS + " in a transaction",
                    spent.facts() / (spent.projecting() / 1e9),
                    "a s"));
            rows.add(Row.of(
                    "attempts that are marked, each once at its end",
                    (people - ContestSchool.KIOSKS) / (spent.marking() / 1e9),
                    "a s"));
            longest("attempts are marked");
        }

        /// @param projecting nanoseconds
        /// @param marking nanoseconds
        private record Spent(long facts, long projecting, long marking) {
            Spent() {
                this(0, 0, 0);
            }

            Spent and(Spent other) {
                return new Spent(facts + other.facts(), projecting + other.projecting(), marking + other.marking());
            }
        }

        private Spent wave(Quiz contest, int first, QuizProjection projection, QuizMarker marker) {
            long facts = 0;
            long projecting = 0;
            for (List<StoredFact> step : school.wave(contest, first, Math.min(people, first + ContestSchool.KIOSKS))) {
                facts += step.size();
                long before = System.nanoTime();
                database.inTransaction(transaction -> {
                    projection.project(transaction, step);
                    return true;
                });
                projecting += System.nanoTime() - before;
            }
            long before = System.nanoTime();
            while (due("quiz_attempt_due") > 0) {
                marker.turn();
            }
            long marking = System.nanoTime() - before;
            school.clock.pass(PAUSE);
            return new Spent(facts, projecting, marking);
        }

        private void look(Quiz contest) {
            progress.accept("looking");
            String of = String.format(Locale.ROOT, " of %,d people × %d questions", people, ContestSchool.QUESTIONS);
            int looks = effort.of(60, 10);
            RanksSource ranks = new RanksSource(board, school.clock);
            List<Double> seen = new ArrayList<>();
            Sample made = Sample.of(looks, _ -> {
                school.clock.pass(PAUSE);
                double millis = millis(() -> database.reading(
                        transaction -> ranks.contents(transaction, contest.id().value())));
                for (int browser = 0; browser < BROWSERS; browser++) {
                    seen.add(millis(() -> database.reading(transaction -> board.shown(transaction, contest))));
                }
                return millis;
            });
            rows.add(Row.of(
                    "the ranks" + of + " made every two seconds, by the publisher, median", made.median(), "ms"));
            rows.add(Row.below(
                    "the board of the big screen as each browser gets it, 95th percentile",
                    Sample.of(seen.stream().mapToDouble(Double::doubleValue).toArray())
                            .percentile(WORST),
                    "ms",
                    PAGE_MILLIS));
            int ranked = database.reading(transaction -> board.of(transaction, contest))
                    .people()
                    .size();
            rows.add(Row.below("people who answered and have no place", people - ranked, "people", 0));
        }

        private void tell() {
            progress.accept("own pages");
            school.clock.pass(Duration.ofDays(4));
            PersonalSource own = new PersonalSource(meetings, new MemberQuizzes(board, school.clock), school.clock);
            DocumentStore documents =
                    new DocumentStore(held, StoreIdentity.ensure(database, new Random(1)), AfterCommit.ofSpring());
            List<Map<DocumentName, List<DocumentEntry>>> made = new ArrayList<>();
            Sample sixteenths = Sample.of(
                    effort.of(16, 4),
                    digit -> millis(() -> made.add(
                            database.reading(transaction -> own.contents(transaction, Integer.toHexString(digit))))));
            rows.add(Row.of(
                    String.format(Locale.ROOT, "own pages of a sixteenth of %,d members made, slowest", members),
                    sixteenths.percentile(100),
                    "ms"));
            made.forEach(contents -> contents.forEach(documents::replace));
            rows.add(Row.of(
                    "nobody else writes while a sixteenth is published for the first time, longest",
                    held.take().percentile(100),
                    "ms"));
            made.forEach(contents -> contents.forEach(
                    (name, entries) -> documents.replace(name, entries.subList(entries.size() / 50, entries.size()))));
            longest("a sixteenth is published of which one in fifty changed");
        }
    }

    private static double millis(Runnable look) {
        long before = System.nanoTime();
        look.run();
        return (System.nanoTime() - before) / 1e6;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
