package org.hongting.central.organisation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.publishing.DueDocuments;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.touch.NumberHash;
import org.jspecify.annotations.Nullable;

/// The table of members. Whatever writes here marks the roster as due.
public final class Members {
    private static final String COLUMNS =
            "member.id, member.name, member.student_number, member.branch, member.status, member.shown_in_full,"
                    + " member.badge_from";
    private static final String ACTIVE = "active";
    private static final String LEFT = "left";

    /// Asked for by one statement.
    private static final int AT_ONCE = 500;

    private final RandomGenerator random;
    private final Clock clock;

    public Members(RandomGenerator random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    /// Which members a list shows.
    ///
    /// @param text part of a name or beginning of a student number; empty for all
    /// @param branches the units to look in; empty for all
    public record Query(String text, Set<BranchId> branches, int offset, int limit) {
        public Query {
            branches = Set.copyOf(branches);
        }
    }

    public record Page(List<Member> members, long total) {
        public Page {
            members = List.copyOf(members);
        }
    }

    public Page list(Transaction transaction, Query query) {
        List<@Nullable Object> parameters = new ArrayList<>();
        StringBuilder where = new StringBuilder(" WHERE 1 = 1");
        if (!query.text().isBlank()) {
            String escaped = query.text().strip().replaceAll("([\\\\%_])", "\\\\$1");
            where.append(" AND (lower(name) LIKE lower(?) ESCAPE '\\'"
                    + " OR lower(student_number) LIKE lower(?) ESCAPE '\\')");
            parameters.add("%" + escaped + "%");
            parameters.add(escaped + "%");
        }
        if (!query.branches().isEmpty()) {
            where.append(" AND branch IN (").append(marks(query.branches())).append(')');
            query.branches().forEach(branch -> parameters.add(branch.value()));
        }
        long total = transaction
                .queryFirst("SELECT count(*) AS n FROM member" + where, row -> row.integer("n"), parameters.toArray())
                .orElse(0L);
        parameters.add(query.limit());
        parameters.add(query.offset());
        List<Member> members = transaction.query(
                "SELECT " + COLUMNS + " FROM member" + where + " ORDER BY status, student_number LIMIT ? OFFSET ?",
                Members::read,
                parameters.toArray());
        return new Page(members, total);
    }

    public Optional<Member> find(Transaction transaction, MemberId id) {
        return transaction.queryFirst("SELECT " + COLUMNS + " FROM member WHERE id = ?", Members::read, id.value());
    }

    /// However it is written: terminals take capitals for small letters and leave hyphens out ([NumberHash#normal]).
    public Optional<Member> withNumber(Transaction transaction, String studentNumber) {
        return transaction.queryFirst(
                "SELECT " + COLUMNS + " FROM member WHERE replace(upper(student_number), '-', '') = ?",
                Members::read,
                NumberHash.normal(studentNumber));
    }

    /// Everybody, for imports and the roster.
    public List<Member> all(Transaction transaction) {
        return transaction.query("SELECT " + COLUMNS + " FROM member ORDER BY id", Members::read);
    }

    /// Whoever of these is known here.
    public Map<MemberId, Member> some(Transaction transaction, Collection<MemberId> ids) {
        List<MemberId> wanted = List.copyOf(ids);
        Map<MemberId, Member> found = new HashMap<>();
        for (int first = 0; first < wanted.size(); first += AT_ONCE) {
            List<MemberId> some = wanted.subList(first, Math.min(wanted.size(), first + AT_ONCE));
            transaction
                    .query(
                            "SELECT " + COLUMNS + " FROM member WHERE id IN (" + marks(some) + ")",
                            Members::read,
                            some.stream().map(MemberId::value).toArray())
                    .forEach(member -> found.put(member.id(), member));
        }
        return found;
    }

    public List<Member> activeIn(Transaction transaction, Collection<BranchId> branches) {
        if (branches.isEmpty()) {
            return List.of();
        }
        return transaction.query(
                "SELECT " + COLUMNS + " FROM member WHERE status = 'active' AND branch IN (" + marks(branches)
                        + ") ORDER BY student_number",
                Members::read,
                branches.stream().map(BranchId::value).toArray());
    }

    public Member add(Transaction transaction, String name, String studentNumber, BranchId branch, boolean full) {
        Member member = new Member(MemberId.draw(random), name, studentNumber, branch, true, full, 1);
        transaction.update(
                "INSERT INTO member (id, name, student_number, branch, status, shown_in_full, badge_from, added_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                member.id().value(),
                name,
                studentNumber,
                branch.value(),
                ACTIVE,
                full ? 1 : 0,
                1,
                UtcText.of(clock.instant()));
        markRoster(transaction);
        return member;
    }

    public void save(Transaction transaction, Member member) {
        transaction.update(
                "UPDATE member SET name = ?, student_number = ?, branch = ?, status = ?, shown_in_full = ?,"
                        + " badge_from = ? WHERE id = ?",
                member.name(),
                member.studentNumber(),
                member.branch().value(),
                member.active() ? ACTIVE : LEFT,
                member.shownInFull() ? 1 : 0,
                member.badgeFrom(),
                member.id().value());
        markRoster(transaction);
    }

    static void markRoster(Transaction transaction) {
        DueDocuments.mark(transaction, RosterSource.KIND, "site");
    }

    private static String marks(Collection<?> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }

    private static Member read(Transaction.Row row) {
        return new Member(
                new MemberId(row.text("id")),
                row.text("name"),
                row.text("student_number"),
                new BranchId(row.text("branch")),
                row.text("status").equals(ACTIVE),
                row.integer("shown_in_full") == 1,
                Math.toIntExact(row.integer("badge_from")));
    }
}
