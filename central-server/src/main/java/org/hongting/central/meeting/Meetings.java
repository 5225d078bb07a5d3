package org.hongting.central.meeting;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.publishing.DueDocuments;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.attendance.MeetingRules;
import org.hongting.protocol.attendance.Quorum;
import org.hongting.protocol.attendance.SecondFactor;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// The table of meetings. Whatever writes here marks the terminals' meetings as due.
public final class Meetings {
    private static final int ID_BYTES = 8;
    private static final String SELECT =
            "SELECT id, title, kind, host, place, starts_at, ends_at, opens_at, late_from, closes_at, leaves_from,"
                    + " early_until, leaves_until, cancelled_at, quorum, second_factor, places"
                    + " FROM meeting";

    private final RandomGenerator random;
    private final Clock clock;

    public Meetings(RandomGenerator random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    public Optional<Meeting> find(Transaction transaction, MeetingId id) {
        return transaction
                .queryFirst(SELECT + " WHERE id = ?", Head::read, id.value())
                .map(head -> whole(transaction, head));
    }

    /// Meetings any part of whose check-in lies in the time, cancelled ones included, in order of their start.
    public List<Meeting> between(Transaction transaction, Instant from, Instant to, int limit) {
        return transaction
                .query(
                        SELECT + " WHERE starts_at < ? AND closes_at >= ? ORDER BY starts_at, id LIMIT ?",
                        Head::read,
                        UtcText.of(to),
                        UtcText.of(from),
                        limit)
                .stream()
                .map(head -> whole(transaction, head))
                .toList();
    }

    /// Newest first, for lists.
    public List<Meeting> page(Transaction transaction, String text, int offset, int limit) {
        String escaped = text.strip().replaceAll("([\\\\%_])", "\\\\$1");
        return transaction
                .query(
                        SELECT + " WHERE lower(title) LIKE lower(?) ESCAPE '\\'"
                                + " ORDER BY starts_at DESC, id LIMIT ? OFFSET ?",
                        Head::read,
                        "%" + escaped + "%",
                        limit,
                        offset)
                .stream()
                .map(head -> whole(transaction, head))
                .toList();
    }

    public Optional<Meeting> same(Transaction transaction, String title, Instant starts, BranchId host) {
        return transaction
                .queryFirst(
                        SELECT + " WHERE title = ? AND starts_at = ? AND host = ?",
                        Head::read,
                        title,
                        UtcText.of(starts),
                        host.value())
                .map(head -> whole(transaction, head));
    }

    public Meeting add(
            Transaction transaction, Meeting.Plan plan, Meeting.Audience audience, Set<TerminalId> stations) {
        byte[] drawn = new byte[ID_BYTES];
        random.nextBytes(drawn);
        Meeting meeting =
                new Meeting(new MeetingId("m-" + HexFormat.of().formatHex(drawn)), plan, audience, stations, false);
        insert(transaction, meeting);
        transaction.update(
                "UPDATE meeting SET planned_at = ? WHERE id = ?",
                UtcText.of(clock.instant()),
                meeting.id().value());
        return meeting;
    }

    /// Takes in a meeting that was opened at a terminal, under the id it got there. Two that were opened for the same
    /// thing in the same instant stand beside each other until somebody joins them.
    void open(Transaction transaction, Meeting meeting) {
        Meeting one = meeting;
        Meeting.Plan plan = one.plan();
        while (same(transaction, plan.title(), plan.times().starts(), plan.host())
                .isPresent()) {
            Meeting.Times times = plan.times();
            plan = new Meeting.Plan(
                    plan.title(),
                    plan.kind(),
                    plan.host(),
                    plan.place(),
                    new Meeting.Times(
                            times.starts().plusMillis(1),
                            times.ends().plusMillis(1),
                            times.opens(),
                            times.lateFrom(),
                            times.closes().plusMillis(1),
                            times.leaving()),
                    plan.rules());
        }
        insert(transaction, new Meeting(one.id(), plan, one.audience(), one.stations(), false));
        ArrivalsSource.mark(transaction, one.id());
    }

    private static void insert(Transaction transaction, Meeting meeting) {
        Meeting.Plan plan = meeting.plan();
        Meeting.Times times = plan.times();
        transaction.update(
                "INSERT INTO meeting (id, title, kind, host, place, starts_at, ends_at, opens_at, late_from, closes_at,"
                        + " leaves_from, early_until, leaves_until, quorum, second_factor, places)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                meeting.id().value(),
                plan.title(),
                plan.kind().word(),
                plan.host().value(),
                plan.place(),
                UtcText.of(times.starts()),
                UtcText.of(times.ends()),
                UtcText.of(times.opens()),
                UtcText.of(times.lateFrom()),
                UtcText.of(times.closes()),
                times.leaving().map(leaving -> UtcText.of(leaving.from())).orElse(null),
                times.leaving().map(leaving -> UtcText.of(leaving.earlyUntil())).orElse(null),
                times.leaving().map(leaving -> UtcText.of(leaving.until())).orElse(null),
                quorum(plan.rules()),
                secondFactor(plan.rules()),
                plan.rules().places());
        addParts(transaction, meeting);
        markDue(transaction);
    }

    public void save(Transaction transaction, Meeting meeting) {
        Meeting.Plan plan = meeting.plan();
        Meeting.Times times = plan.times();
        String id = meeting.id().value();
        transaction.update(
                "UPDATE meeting SET title = ?, kind = ?, host = ?, place = ?, starts_at = ?, ends_at = ?, opens_at = ?,"
                        + " late_from = ?, closes_at = ?, leaves_from = ?, early_until = ?, leaves_until = ?,"
                        + " quorum = ?, second_factor = ?, places = ? WHERE id = ?",
                plan.title(),
                plan.kind().word(),
                plan.host().value(),
                plan.place(),
                UtcText.of(times.starts()),
                UtcText.of(times.ends()),
                UtcText.of(times.opens()),
                UtcText.of(times.lateFrom()),
                UtcText.of(times.closes()),
                times.leaving().map(leaving -> UtcText.of(leaving.from())).orElse(null),
                times.leaving().map(leaving -> UtcText.of(leaving.earlyUntil())).orElse(null),
                times.leaving().map(leaving -> UtcText.of(leaving.until())).orElse(null),
                quorum(plan.rules()),
                secondFactor(plan.rules()),
                plan.rules().places(),
                id);
        Meeting before = find(transaction, meeting.id()).orElseThrow();
        if (!before.audience().equals(meeting.audience())) {
            Expected.forget(transaction, meeting.id());
        }
        FormerStations.keep(transaction, before, meeting, clock.instant());
        transaction.update("DELETE FROM meeting_branch WHERE meeting = ?", id);
        transaction.update("DELETE FROM meeting_member WHERE meeting = ?", id);
        transaction.update("DELETE FROM meeting_station WHERE meeting = ?", id);
        addParts(transaction, meeting);
        markDue(transaction);
    }

    /// Takes the meeting off the terminals, or puts it back. What was recorded stays.
    public void setCancelled(Transaction transaction, MeetingId id, boolean cancelled) {
        transaction.update(
                "UPDATE meeting SET cancelled_at = ? WHERE id = ?",
                cancelled ? UtcText.of(clock.instant()) : null,
                id.value());
        markDue(transaction);
    }

    private static void addParts(Transaction transaction, Meeting meeting) {
        addEach(
                transaction,
                "INSERT INTO meeting_branch (meeting, branch) VALUES (?, ?)",
                meeting.id(),
                meeting.audience().branches());
        addEach(
                transaction,
                "INSERT INTO meeting_member (meeting, member) VALUES (?, ?)",
                meeting.id(),
                meeting.audience().members());
        addEach(
                transaction,
                "INSERT INTO meeting_station (meeting, terminal) VALUES (?, ?)",
                meeting.id(),
                meeting.stations());
    }

    private static void addEach(Transaction transaction, String sql, MeetingId meeting, Collection<?> parts) {
        parts.forEach(part -> transaction.update(sql, meeting.value(), part.toString()));
    }

    private static void markDue(Transaction transaction) {
        DueDocuments.mark(transaction, MeetingsSource.KIND, MeetingsSource.ALL);
    }

    private record Head(MeetingId id, Meeting.Plan plan, boolean cancelled) {
        static Head read(Transaction.Row row) {
            Meeting.Times times = new Meeting.Times(
                    UtcText.parse(row.text("starts_at")),
                    UtcText.parse(row.text("ends_at")),
                    UtcText.parse(row.text("opens_at")),
                    UtcText.parse(row.text("late_from")),
                    UtcText.parse(row.text("closes_at")),
                    row.isNull("leaves_from") ? Optional.empty() : Optional.of(leaving(row)));
            return new Head(
                    new MeetingId(row.text("id")),
                    new Meeting.Plan(
                            row.text("title"),
                            MeetingKind.of(row.text("kind")),
                            new BranchId(row.text("host")),
                            row.text("place"),
                            times,
                            rules(row)),
                    !row.isNull("cancelled_at"));
        }
    }

    private static @Nullable String quorum(MeetingRules rules) {
        return rules.quorum() == null ? null : rules.quorum().written();
    }

    private static @Nullable String secondFactor(MeetingRules rules) {
        return rules.secondFactor() == null ? null : rules.secondFactor().name();
    }

    private static MeetingRules rules(Transaction.Row row) {
        return new MeetingRules(
                row.isNull("quorum") ? null : Quorum.of(row.text("quorum")),
                row.isNull("second_factor") ? null : SecondFactor.valueOf(row.text("second_factor")),
                row.isNull("places") ? null : (int) row.integer("places"));
    }

    private static Meeting.Leaving leaving(Transaction.Row row) {
        return new Meeting.Leaving(
                UtcText.parse(row.text("leaves_from")),
                UtcText.parse(row.text("early_until")),
                UtcText.parse(row.text("leaves_until")));
    }

    private static Meeting whole(Transaction transaction, Head head) {
        return new Meeting(
                head.id(),
                head.plan(),
                new Meeting.Audience(
                        parts(transaction, "branch", head).stream()
                                .map(BranchId::new)
                                .collect(Collectors.toSet()),
                        parts(transaction, "member", head).stream()
                                .map(MemberId::new)
                                .collect(Collectors.toSet())),
                parts(transaction, "station", head).stream()
                        .map(TerminalId::new)
                        .collect(Collectors.toSet()),
                head.cancelled());
    }

    private static List<String> parts(Transaction transaction, String what, Head head) {
        String column = what.equals("station") ? "terminal" : what;
        return transaction.query(
                "SELECT " + column + " AS part FROM meeting_" + what + " WHERE meeting = ?",
                row -> row.text("part"),
                head.id().value());
    }
}
