package org.hongting.central.study;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.protocol.Words;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// How far everybody is whom a plan asks. A course is done once all of its lessons have been seen, in the edition that
/// terminals hold now, and the tests that the plan asks with it are passed: what a kiosk says of it is the same. A test
/// that is not there any more, or has no pass mark, is passed by nobody.
///
/// The number of questions to the database follows from the plan's lessons and tests, and never from its people.
public final class PlanProgress {
    private static final int WHOLE = 100;

    /// Before anybody studied anything.
    private static final long NEVER = -1;

    private final Members members;
    private final CourseContents contents;
    private final TestResults results;
    private final Clock clock;

    /// @param clock in the site's zone
    public PlanProgress(Members members, CourseContents contents, TestResults results, Clock clock) {
        this.members = members;
        this.contents = contents;
        this.results = results;
        this.clock = clock;
    }

    /// Where somebody stands.
    public enum State {
        NOT_BEGUN,
        UNDER_WAY,
        DONE;

        public String word() {
            return Words.of(this);
        }
    }

    /// One course of the plan for one person.
    ///
    /// @param percent of its lessons, weighed by the time they take
    /// @param testsLeft tests that have to be passed yet
    /// @param done the day on which all of it was there
    /// @param late whether that was after the plan's last day
    public record InCourse(State state, int percent, int testsLeft, Optional<LocalDate> done, boolean late) {
        /// Whether everything has been read, and a test is missing.
        public boolean isBeforeTest() {
            return state != State.DONE && testsLeft > 0 && percent == WHOLE;
        }
    }

    /// One person.
    ///
    /// @param courses in the order of the plan's
    /// @param overdue whether the last day is over and something is missing
    public record Person(Member member, List<InCourse> courses, boolean overdue) {
        public Person {
            courses = List.copyOf(courses);
        }

        public long done() {
            return courses.stream().filter(one -> one.state() == State.DONE).count();
        }

        public State state() {
            if (done() == courses.size()) {
                return State.DONE;
            }
            return courses.stream().allMatch(one -> one.state() == State.NOT_BEGUN) ? State.NOT_BEGUN : State.UNDER_WAY;
        }

        /// Whether all is done, and some of it was done too late.
        public boolean isLate() {
            return state() == State.DONE && courses.stream().anyMatch(InCourse::late);
        }

        /// Of all courses together; all only where all is done.
        public int percent() {
            int sum = courses.stream().mapToInt(InCourse::percent).sum();
            return state() == State.DONE ? WHOLE : Math.min(WHOLE - 1, sum / courses.size());
        }
    }

    /// @param title its id where no course of that name was ever here
    /// @param tests what has to be passed with it
    public record Course(CourseId id, String title, boolean isHere, List<TestResults.Test> tests) {
        public Course {
            tests = List.copyOf(tests);
        }
    }

    /// How many people stand where.
    ///
    /// @param overdue of those who are not done, the ones whose last day is over
    public record Totals(int people, int done, int underWay, int notBegun, int overdue) {
        public static Totals of(Collection<Person> people) {
            return new Totals(
                    people.size(),
                    count(people, State.DONE),
                    count(people, State.UNDER_WAY),
                    count(people, State.NOT_BEGUN),
                    (int) people.stream().filter(Person::overdue).count());
        }

        private static int count(Collection<Person> people, State state) {
            return (int)
                    people.stream().filter(person -> person.state() == state).count();
        }
    }

    /// @param people those who lag behind first
    public record Progress(List<Course> courses, List<Person> people) {
        public Progress {
            courses = List.copyOf(courses);
            people = List.copyOf(people);
        }
    }

    public Progress of(Transaction transaction, StudyPlans.Kept kept) {
        Look look = new Look(transaction);
        List<Person> people = look.people(kept.plan());
        people.sort(Comparator.comparing((Person person) -> person.state() == State.DONE)
                .thenComparingInt(Person::percent)
                .thenComparing(person -> person.member().studentNumber()));
        return new Progress(
                kept.plan().courses().stream()
                        .map(course -> look.course(kept.plan(), course))
                        .toList(),
                people);
    }

    /// Of several plans at one look, by their ids.
    public Map<String, Totals> totals(Transaction transaction, Collection<StudyPlans.Kept> plans) {
        Look look = new Look(transaction);
        Map<String, Totals> totals = new HashMap<>();
        plans.forEach(kept -> totals.put(kept.id(), Totals.of(look.people(kept.plan()))));
        return totals;
    }

    /// How far one person is in the lessons of a course.
    private static final class Seen {
        private final int[] percents;
        private final @Nullable Instant[] done;

        private Seen(int lessons) {
            percents = new int[lessons];
            done = new @Nullable Instant[lessons];
        }

        private void see(int place, int percent, long done) {
            percents[place] = percent;
            this.done[place] = done == NEVER ? null : Instant.ofEpochMilli(done);
        }

        private Instant latest() {
            Instant latest = Instant.MIN;
            for (Instant one : done) {
                latest = one == null || one.isBefore(latest) ? latest : one;
            }
            return latest;
        }
    }

    /// What a plan's course is reckoned by.
    ///
    /// @param seen by the ids of members
    private record Known(String title, boolean isHere, List<Lesson> lessons, Map<String, Seen> seen) {}

    /// One look at the database: whatever is asked twice is read once.
    private final class Look {
        private final Transaction transaction;
        private final BranchTree tree;
        private final List<Member> everybody;
        private final Map<MemberId, Standing> standings;
        private final Map<QuizId, TestResults.Test> tests = new HashMap<>();
        private final Map<QuizId, CourseId> courseOf = new HashMap<>();
        private final Map<CourseId, Known> courses = new HashMap<>();
        private final Map<QuizId, Map<MemberId, Instant>> passed = new HashMap<>();

        private Look(Transaction transaction) {
            this.transaction = transaction;
            this.tree = BranchTree.load(transaction);
            this.everybody =
                    members.all(transaction).stream().filter(Member::active).toList();
            this.standings = Standing.all(transaction);
            results.tests(transaction).forEach(test -> {
                tests.put(test.id(), test);
                courseOf.put(test.id(), test.course());
            });
        }

        private Course course(StudyPlans.Plan plan, CourseId course) {
            Known known = known(course);
            return new Course(course, known.title(), known.isHere(), tests(plan, course));
        }

        private List<TestResults.Test> tests(StudyPlans.Plan plan, CourseId course) {
            return plan.tests(course, courseOf).stream()
                    .map(id -> tests.computeIfAbsent(id, gone -> noTest(gone, course)))
                    .toList();
        }

        private TestResults.Test noTest(QuizId id, CourseId course) {
            return new TestResults.Test(id, course, id.value(), WHOLE, true);
        }

        private List<Person> people(StudyPlans.Plan plan) {
            Set<BranchId> branches = new HashSet<>(StudyPlans.branches(tree, plan.audience()));
            Map<CourseId, List<TestResults.Test>> asked = new LinkedHashMap<>();
            plan.courses().forEach(course -> asked.put(course, tests(plan, course)));
            List<Person> people = new ArrayList<>();
            for (Member member : everybody) {
                if (isMeant(member, plan.audience(), branches)) {
                    people.add(person(member, plan, asked));
                }
            }
            return people;
        }

        private boolean isMeant(Member member, StudyPlans.Audience audience, Set<BranchId> branches) {
            Standing standing = standings.get(member.id());
            return branches.contains(member.branch())
                    || audience.members().contains(member.id())
                    || (standing != null && audience.roles().contains(standing.role()));
        }

        private Person person(Member member, StudyPlans.Plan plan, Map<CourseId, List<TestResults.Test>> asked) {
            List<InCourse> courses = new ArrayList<>();
            asked.forEach((course, its) -> courses.add(inCourse(member.id(), plan, course, its)));
            boolean isOver = plan.due().filter(LocalDate.now(clock)::isAfter).isPresent();
            return new Person(member, courses, isOver && courses.stream().anyMatch(one -> one.state() != State.DONE));
        }

        private InCourse inCourse(
                MemberId member, StudyPlans.Plan plan, CourseId course, List<TestResults.Test> asked) {
            Known known = known(course);
            Seen seen = known.seen().get(member.value());
            int percent = percent(known, seen, asked);
            Instant latest = seen == null ? Instant.MIN : seen.latest();
            int left = 0;
            for (TestResults.Test test : asked) {
                Instant passed = passed(test.id()).get(member);
                left += passed == null ? 1 : 0;
                latest = passed == null || passed.isBefore(latest) ? latest : passed;
            }
            if (percent == WHOLE && left == 0) {
                LocalDate day = LocalDate.ofInstant(latest, clock.getZone());
                return new InCourse(
                        State.DONE,
                        WHOLE,
                        0,
                        Optional.of(day),
                        plan.due().filter(day::isAfter).isPresent());
            }
            boolean isBegun = seen != null || left < asked.size();
            return new InCourse(isBegun ? State.UNDER_WAY : State.NOT_BEGUN, percent, left, Optional.empty(), false);
        }

        /// Of a course that is nothing but questions there is nothing to read: its tests are all of it.
        private int percent(Known known, @Nullable Seen seen, List<TestResults.Test> asked) {
            if (known.lessons().isEmpty()) {
                return known.isHere() && !asked.isEmpty() ? WHOLE : 0;
            }
            return seen == null ? 0 : CourseManifest.percent(known.lessons(), place -> seen.percents[place]);
        }

        private Map<MemberId, Instant> passed(QuizId test) {
            return passed.computeIfAbsent(test, id -> results.passed(transaction, id, "", "g"));
        }

        private Known known(CourseId course) {
            return courses.computeIfAbsent(
                    course,
                    id -> contents.present(transaction, id)
                            .map(content -> new Known(content.title(), true, content.lessons(), seen(id, content)))
                            .orElseGet(() -> new Known(id.value(), false, List.of(), Map.of())));
        }

        private Map<String, Seen> seen(CourseId course, CourseContents.Content content) {
            Map<String, Seen> seen = new HashMap<>();
            for (int place = 0; place < content.lessons().size(); place++) {
                read(course, content, place, seen);
            }
            return seen;
        }

        /// There are as many rows as people: what is the same in all of them is not asked for.
        private void read(CourseId course, CourseContents.Content content, int place, Map<String, Seen> seen) {
            Lesson lesson = content.lessons().get(place);
            transaction.query(
                    "SELECT member, parts, seen_parts, coalesce("
                            + (lesson.kind().runs() ? "most_at" : "whole_at") + ", " + NEVER
                            + ") AS done FROM study_lesson WHERE course = ? AND edition = ? AND lesson = ?",
                    row -> {
                        int percent = lesson.percent((int) row.integer("seen_parts"), (int) row.integer("parts"));
                        seen.computeIfAbsent(
                                        row.text("member"),
                                        id -> new Seen(content.lessons().size()))
                                .see(place, percent, row.integer("done"));
                        return true;
                    },
                    course.value(),
                    content.edition(),
                    lesson.id().value());
        }
    }
}
