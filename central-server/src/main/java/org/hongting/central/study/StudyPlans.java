package org.hongting.central.study;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.platform.PlainText;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;

/// Who is to study what until when. All methods run within the caller's transaction.
public final class StudyPlans {
    /// Characters of a name, courses, and whatever is named of people: more is a slip of the pen.
    public static final int NAME_CHARACTERS = 64;

    static final int COURSES = 50;

    private static final int NAMED = 5_000;
    private static final int ID_BYTES = 6;

    private final RandomGenerator random;
    private final Clock clock;

    /// @param clock in the site's zone
    public StudyPlans(RandomGenerator random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    /// What a plan asks, and of whom: of all of some units with all below them, of all of some roles, and of
    /// members one by one.
    public record Plan(String name, Optional<LocalDate> due, Set<CourseId> courses, Audience audience) {
        public Plan {
            courses = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(courses));
            if (name.isBlank() || !PlainText.isPlain(name) || name.length() > NAME_CHARACTERS || courses.isEmpty()) {
                throw new IllegalArgumentException("a plan has a name of one line, and something to study");
            }
            if (courses.size() > COURSES || audience.isEmpty() || audience.size() > NAMED) {
                throw new IllegalArgumentException("a plan asks a few courses, of somebody");
            }
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

    public String add(Transaction transaction, Plan plan, String by) {
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
        return transaction.update(
                        "UPDATE study_plan SET ended_at = ? WHERE id = ? AND ended_at IS NULL",
                        UtcText.of(clock.instant()),
                        id)
                > 0;
    }

    /// Those that run first, then by the day they are due.
    public static List<Kept> all(Transaction transaction) {
        return transaction.query(
                "SELECT id, name, due, made_by, ended_at FROM study_plan"
                        + " ORDER BY ended_at IS NOT NULL, due IS NULL, due, made_at",
                row -> new Kept(
                        row.text("id"),
                        new Plan(
                                row.text("name"),
                                Optional.ofNullable(row.textOrNull("due")).map(LocalDate::parse),
                                new LinkedHashSet<>(parts(transaction, row.text("id"), "course").stream()
                                        .map(CourseId::new)
                                        .toList()),
                                audience(transaction, row.text("id"))),
                        row.text("made_by"),
                        !row.isNull("ended_at")));
    }

    public static Optional<Kept> find(Transaction transaction, String id) {
        return all(transaction).stream().filter(plan -> plan.id().equals(id)).findFirst();
    }

    private static Audience audience(Transaction transaction, String plan) {
        return new Audience(
                Set.copyOf(parts(transaction, plan, "branch").stream()
                        .map(BranchId::new)
                        .toList()),
                Set.copyOf(parts(transaction, plan, "role").stream()
                        .map(StudyRole::valueOf)
                        .toList()),
                Set.copyOf(parts(transaction, plan, "member").stream()
                        .map(MemberId::new)
                        .toList()));
    }

    private static List<String> parts(Transaction transaction, String plan, String kind) {
        return transaction.query(
                "SELECT value FROM study_plan_part WHERE plan = ? AND kind = ? ORDER BY value",
                row -> row.text("value"),
                plan,
                kind);
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
