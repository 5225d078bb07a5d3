package org.hongting.central.study;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.platform.PlainText;
import org.hongting.central.platform.Years;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.document.AssignmentEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.port.Transaction;

/// Who is to study what until when. All methods run within the caller's transaction.
public final class StudyPlans {
    /// Characters of a name, courses, and whatever is named of people: more is a slip of the pen.
    public static final int NAME_CHARACTERS = 64;

    static final int COURSES = 50;

    /// Plans that run at once, and the bytes of what terminals are told of them: they read all of it whenever somebody
    /// signs in to study.
    public static final int IN_FORCE = 200;

    static final int BYTES = 4 * 1024 * 1024;

    /// Units, roles and people of one plan.
    public static final int NAMED = 5_000;
    private static final int ID_BYTES = 6;

    private final TestResults results;
    private final RandomGenerator random;
    private final Clock clock;

    /// @param clock in the site's zone
    public StudyPlans(TestResults results, RandomGenerator random, Clock clock) {
        this.results = results;
        this.random = random;
        this.clock = clock;
    }

    /// What a plan asks, and of whom: of all of some units with all below them, of all of some roles, and of
    /// members one by one.
    ///
    /// @param tests what has to be passed besides; each belongs to one of the courses
    /// @param audience empty only where all whom it named have been erased
    public record Plan(
            String name, Optional<LocalDate> due, Set<CourseId> courses, Set<QuizId> tests, Audience audience) {
        public Plan {
            tests = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(tests));
            courses = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(courses));
            if (name.isBlank() || !PlainText.isPlain(name) || name.length() > NAME_CHARACTERS || courses.isEmpty()) {
                throw new IllegalArgumentException("a plan has a name of one line, and something to study");
            }
            if (courses.size() > COURSES || tests.size() > COURSES || audience.size() > NAMED) {
                throw new IllegalArgumentException("a plan asks a few courses, and names so many at most");
            }
        }

        /// The tests that are asked with a course. One that is no test of any of them any more is asked with
        /// the first: without it the plan would be met by reading alone.
        ///
        /// @param of the course of each test that can be passed
        List<QuizId> tests(CourseId course, Map<QuizId, CourseId> of) {
            CourseId first = courses.iterator().next();
            return tests.stream()
                    .filter(test -> {
                        CourseId its = of.get(test);
                        return course.equals(its != null && courses.contains(its) ? its : first);
                    })
                    .toList();
        }
    }

    public record Audience(Set<BranchId> branches, Set<StudyRole> roles, Set<MemberId> members) {
        public Audience {
            branches = Set.copyOf(branches);
            roles = Set.copyOf(roles);
            members = Set.copyOf(members);
        }

        boolean isEmpty() {
            return size() == 0;
        }

        int size() {
            return branches.size() + roles.size() + members.size();
        }
    }

    /// A plan as it stands.
    public record Kept(String id, Plan plan, String madeBy, boolean ended) {}

    /// @throws IllegalArgumentException where it asks nobody, or is due in a year that nobody means
    /// @throws StudyRefusal where there are too many plans, they would be too large, or a test is of another course
    public String add(Transaction transaction, Plan plan, String by) {
        if (plan.audience().isEmpty()) {
            throw new IllegalArgumentException("a plan asks somebody");
        }
        if (plan.due().filter(day -> !Years.isMeant(day.getYear())).isPresent()) {
            throw new IllegalArgumentException("a plan is due in a year that somebody may see");
        }
        requireTests(transaction, plan);
        String id = write(transaction, plan, by);
        requireRoom(transaction);
        ProgressSource.markAll(transaction);
        return id;
    }

    private void requireTests(Transaction transaction, Plan plan) {
        Set<QuizId> possible = results.tests(transaction).stream()
                .filter(test -> plan.courses().contains(test.course()))
                .map(TestResults.Test::id)
                .collect(Collectors.toSet());
        if (!possible.containsAll(plan.tests())) {
            throw new StudyRefusal(StudyRefusal.Why.TEST_OF_ANOTHER_COURSE);
        }
    }

    private void requireRoom(Transaction transaction) {
        List<Kept> running =
                all(transaction).stream().filter(kept -> !kept.ended()).toList();
        if (running.size() > IN_FORCE) {
            throw new StudyRefusal(StudyRefusal.Why.TOO_MANY_PLANS);
        }
        if (tests(transaction).size() > AssignmentEntry.TESTS) {
            throw new StudyRefusal(StudyRefusal.Why.TOO_MANY_TESTS);
        }
        long bytes = new PlansSource(results)
                .entries(transaction).stream()
                        .mapToLong(entry -> entry.line().length())
                        .sum();
        if (bytes > BYTES) {
            throw new StudyRefusal(StudyRefusal.Why.PLANS_TOO_LARGE);
        }
    }

    /// What plans that run ask to be passed.
    public static List<QuizId> tests(Transaction transaction) {
        return transaction.query(
                "SELECT DISTINCT value FROM study_plan_part JOIN study_plan ON study_plan.id = study_plan_part.plan"
                        + " WHERE kind = 'test' AND ended_at IS NULL ORDER BY value",
                row -> new QuizId(row.text("value")));
    }

    private String write(Transaction transaction, Plan plan, String by) {
        byte[] drawn = new byte[ID_BYTES];
        random.nextBytes(drawn);
        String id = HexFormat.of().formatHex(drawn);
        transaction.update(
                "INSERT INTO study_plan (id, name, due, made_by, made_at) VALUES (?, ?, ?, ?, ?)",
                id,
                plan.name(),
                plan.due().map(LocalDate::toString).orElse(null),
                by,
                UtcText.of(clock.instant()));
        plan.courses().forEach(course -> part(transaction, id, "course", course.value()));
        plan.tests().forEach(test -> part(transaction, id, "test", test.value()));
        plan.audience().branches().forEach(branch -> part(transaction, id, "branch", branch.value()));
        plan.audience().roles().forEach(role -> part(transaction, id, "role", role.name()));
        plan.audience().members().forEach(member -> part(transaction, id, "member", member.value()));
        PlansSource.mark(transaction);
        return id;
    }

    private static void part(Transaction transaction, String plan, String kind, String value) {
        transaction.update("INSERT INTO study_plan_part (plan, kind, value) VALUES (?, ?, ?)", plan, kind, value);
    }

    /// Nobody is asked any more; what was learned stays.
    ///
    /// @return false where there is no such plan, or it has ended
    public boolean end(Transaction transaction, String id) {
        PlansSource.mark(transaction);
        ProgressSource.markAll(transaction);
        return transaction.update(
                        "UPDATE study_plan SET ended_at = ? WHERE id = ? AND ended_at IS NULL",
                        UtcText.of(clock.instant()),
                        id)
                > 0;
    }

    /// Those that run first, then by the day they are due.
    public static List<Kept> all(Transaction transaction) {
        return some(transaction, "");
    }

    public static Optional<Kept> find(Transaction transaction, String id) {
        return some(transaction, " WHERE id = ?", id).stream().findFirst();
    }

    private static List<Kept> some(Transaction transaction, String where, String... parameters) {
        Map<String, Map<String, List<String>>> parts = new HashMap<>();
        transaction
                .query(
                        "SELECT plan, kind, value FROM study_plan_part" + (where.isEmpty() ? "" : " WHERE plan = ?")
                                + " ORDER BY plan, kind, value",
                        row -> List.of(row.text("plan"), row.text("kind"), row.text("value")),
                        (Object[]) parameters)
                .forEach(part -> parts.computeIfAbsent(part.getFirst(), plan -> new HashMap<>())
                        .computeIfAbsent(part.get(1), kind -> new ArrayList<>())
                        .add(part.getLast()));
        return transaction.query(
                "SELECT id, name, due, made_by, ended_at FROM study_plan" + where
                        + " ORDER BY ended_at IS NOT NULL, due IS NULL, due, made_at, id",
                row -> read(row, parts.getOrDefault(row.text("id"), Map.of())),
                (Object[]) parameters);
    }

    private static Kept read(Transaction.Row row, Map<String, List<String>> parts) {
        return new Kept(
                row.text("id"),
                new Plan(
                        row.text("name"),
                        Optional.ofNullable(row.textOrNull("due")).map(LocalDate::parse),
                        each(parts, "course", CourseId::new),
                        each(parts, "test", QuizId::new),
                        new Audience(
                                each(parts, "branch", BranchId::new),
                                each(parts, "role", StudyRole::valueOf),
                                each(parts, "member", MemberId::new))),
                row.text("made_by"),
                !row.isNull("ended_at"));
    }

    private static <T> Set<T> each(Map<String, List<String>> parts, String kind, Function<String, T> made) {
        return parts.getOrDefault(kind, List.of()).stream().map(made).collect(Collectors.toSet());
    }

    /// The units that are meant, those below them written out.
    static List<BranchId> branches(BranchTree tree, Audience audience) {
        Set<BranchId> all = new java.util.TreeSet<>();
        audience.branches().forEach(branch -> all.addAll(tree.within(branch)));
        return new ArrayList<>(all);
    }

    /// Who is meant besides whole units: by name, and by role among those who are there.
    static Collection<MemberId> members(Transaction transaction, Audience audience) {
        Set<MemberId> all = new java.util.TreeSet<>(audience.members());
        for (StudyRole role : audience.roles()) {
            all.addAll(transaction.query(
                    "SELECT member FROM study_standing JOIN member ON member.id = study_standing.member"
                            + " WHERE role = ? AND status = 'active'",
                    row -> new MemberId(row.text("member")),
                    role.name()));
        }
        return all;
    }
}
