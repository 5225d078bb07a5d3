package org.hongting.central.meeting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Verdict;

/// The meetings at which one member is expected, and how the member stands there. Asks only for that member: a phone
/// that looks costs no look at everybody.
public final class Invitations {
    /// Of meetings that are over, those that expected the member then ([Expected]).
    private static final String OF_MEMBER = """
            SELECT meeting FROM meeting_expected WHERE member = ?
            UNION SELECT named.meeting FROM (
                SELECT meeting FROM meeting_member WHERE member = ?
                UNION SELECT meeting FROM meeting_branch WHERE branch IN (
                    WITH RECURSIVE above (id, parent) AS (SELECT id, parent FROM branch WHERE id = ?
                        UNION SELECT branch.id, branch.parent FROM branch JOIN above ON branch.id = above.parent)
                    SELECT id FROM above)) AS named
                JOIN meeting AS listed ON listed.id = named.meeting AND listed.expected_at IS NULL
            """;

    private final Meetings meetings;
    private final Members members;

    public Invitations(Meetings meetings, Members members) {
        this.meetings = meetings;
        this.members = members;
    }

    /// How a member stands at a meeting.
    public enum Standing {
        PRESENT,
        /// Away with leave.
        EXCUSED,
        NOT_SEEN
    }

    /// @param seen whether some terminal saw the member arrive, whatever was ruled
    public record Invitation(Meeting meeting, String host, Standing standing, boolean seen) {}

    /// Meetings that end after the one moment and start before the other, in order of their start; none for who has
    /// left. Meetings that are cancelled, or were joined into others, are not among them: those others are.
    public List<Invitation> of(Transaction transaction, MemberId member, Instant from, Instant to) {
        return invited(transaction, member, "ends_at > ? AND starts_at < ?", UtcText.of(from), UtcText.of(to));
    }

    /// Those of them that one terminal serves: by the plan, or because it served what was joined into them.
    public List<Invitation> at(
            Transaction transaction, MemberId member, TerminalId terminal, Instant from, Instant to) {
        return of(transaction, member, from, to).stream()
                .filter(one -> one.meeting().isServedAt(terminal)
                        || servedWhatWasJoined(transaction, one.meeting().id(), terminal))
                .toList();
    }

    private static boolean servedWhatWasJoined(Transaction transaction, MeetingId into, TerminalId terminal) {
        return transaction
                .queryFirst(
                        "SELECT 1 AS hit FROM joined_meeting WHERE into_meeting = ? AND (NOT EXISTS"
                                + " (SELECT 1 FROM meeting_station WHERE meeting = joined_meeting.meeting) OR EXISTS"
                                + " (SELECT 1 FROM meeting_station WHERE meeting = joined_meeting.meeting"
                                + " AND terminal = ?)) LIMIT 1",
                        row -> row.integer("hit"),
                        into.value(),
                        terminal.value())
                .isPresent();
    }

    public Optional<Invitation> find(Transaction transaction, MemberId member, MeetingId meeting) {
        return invited(transaction, member, "id = ?", meeting.value()).stream().findFirst();
    }

    private List<Invitation> invited(Transaction transaction, MemberId member, String where, String... values) {
        Optional<Member> known = members.find(transaction, member).filter(Member::active);
        if (known.isEmpty()) {
            return List.of();
        }
        BranchId branch = known.get().branch();
        List<Object> parameters = new ArrayList<>();
        // Once for the meetings, and once for those that they were joined into.
        Stream.of(1, 2).forEach(_ -> parameters.addAll(List.of(member.value(), member.value(), branch.value())));
        parameters.addAll(List.of(values));
        BranchTree tree = BranchTree.load(transaction);
        return transaction
                .query(
                        "SELECT id FROM meeting WHERE (id IN (" + OF_MEMBER + ") OR id IN (SELECT into_meeting FROM"
                                + " joined_meeting WHERE meeting IN (" + OF_MEMBER + "))) AND cancelled_at IS NULL AND "
                                + where + " ORDER BY starts_at, id",
                        row -> new MeetingId(row.text("id")),
                        parameters.toArray())
                .stream()
                .flatMap(id -> meetings.find(transaction, id).stream())
                .map(meeting -> {
                    boolean seen = isSeen(transaction, meeting.id(), member);
                    return new Invitation(
                            meeting,
                            tree.name(meeting.plan().host()),
                            standing(transaction, meeting.id(), member, seen),
                            seen);
                })
                .toList();
    }

    /// What the latest ruling says, and without one what was seen.
    private static Standing standing(Transaction transaction, MeetingId meeting, MemberId member, boolean seen) {
        Optional<Verdict> ruled = transaction.queryFirst(
                "SELECT verdict FROM ruling WHERE member = ? AND (meeting = ? OR meeting IN"
                        + " (SELECT meeting FROM joined_meeting WHERE into_meeting = ?)) ORDER BY ordinal DESC LIMIT 1",
                row -> Verdict.valueOf(row.text("verdict")),
                member.value(),
                meeting.value(),
                meeting.value());
        Standing unruled = seen ? Standing.PRESENT : Standing.NOT_SEEN;
        return ruled.map(verdict -> switch (verdict) {
                    case PRESENT, LATE -> Standing.PRESENT;
                    case EXCUSED -> Standing.EXCUSED;
                    case ABSENT -> Standing.NOT_SEEN;
                    case AS_SEEN -> unruled;
                })
                .orElse(unruled);
    }

    private static boolean isSeen(Transaction transaction, MeetingId meeting, MemberId member) {
        return transaction
                .queryFirst(
                        "SELECT 1 AS hit FROM arrival WHERE member = ? AND departed = 0 AND (meeting = ? OR meeting IN"
                                + " (SELECT meeting FROM joined_meeting WHERE into_meeting = ?))"
                                + " AND NOT EXISTS (SELECT 1 " + AttendanceBook.VOIDINGS + ") LIMIT 1",
                        row -> row.integer("hit"),
                        member.value(),
                        meeting.value(),
                        meeting.value())
                .isPresent();
    }
}
