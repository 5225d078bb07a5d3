package org.hongting.central.meeting;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// Who is expected at a meeting, or at one that was joined into it: until it is over, whoever its lists name today;
/// afterwards, whoever they named then. Moves, graduations, new members and erasures change nothing of the past.
final class Expected {
    private final Members members;

    Expected(Members members) {
        this.members = members;
    }

    /// In the order in which lists show them; without the member where they have been erased since.
    Map<MemberId, Optional<Member>> of(Transaction transaction, Meeting meeting, BranchTree tree) {
        Map<MemberId, Optional<Member>> expected = new LinkedHashMap<>();
        Stream.concat(Stream.of(meeting.id()), joinedInto(transaction, meeting.id()).stream())
                .forEach(
                        one -> ofOne(transaction, one, tree).forEach((id, member) -> expected.putIfAbsent(id, member)));
        return expected;
    }

    private Map<MemberId, Optional<Member>> ofOne(Transaction transaction, MeetingId meeting, BranchTree tree) {
        if (isKept(transaction, meeting)) {
            return kept(transaction, meeting);
        }
        Map<MemberId, Optional<Member>> named = new LinkedHashMap<>();
        byLists(transaction, meeting, tree).forEach(member -> named.put(member.id(), Optional.of(member)));
        return named;
    }

    private Map<MemberId, Optional<Member>> kept(Transaction transaction, MeetingId meeting) {
        List<MemberId> kept = transaction.query(
                "SELECT member FROM meeting_expected WHERE meeting = ?",
                row -> new MemberId(row.text("member")),
                meeting.value());
        Map<MemberId, Member> known = members.some(transaction, kept);
        Map<MemberId, Optional<Member>> expected = new LinkedHashMap<>();
        kept.forEach(id -> expected.put(id, Optional.ofNullable(known.get(id))));
        return expected;
    }

    private List<Member> byLists(Transaction transaction, MeetingId meeting, BranchTree tree) {
        List<BranchId> branches = transaction.query(
                "SELECT branch FROM meeting_branch WHERE meeting = ?",
                row -> new BranchId(row.text("branch")),
                meeting.value());
        List<MemberId> single = transaction.query(
                "SELECT member FROM meeting_member WHERE meeting = ? ORDER BY member",
                row -> new MemberId(row.text("member")),
                meeting.value());
        Map<MemberId, Member> named = new LinkedHashMap<>();
        members.activeIn(transaction, within(Set.copyOf(branches), tree))
                .forEach(member -> named.put(member.id(), member));
        single.stream()
                .map(id -> members.find(transaction, id))
                .flatMap(Optional::stream)
                .filter(Member::active)
                .forEach(member -> named.putIfAbsent(member.id(), member));
        return List.copyOf(named.values());
    }

    /// Writes down whom the lists of a meeting name now.
    void keep(Transaction transaction, MeetingId meeting, BranchTree tree, Instant now) {
        transaction.updateEach(
                "INSERT INTO meeting_expected (meeting, member) VALUES (?, ?)",
                byLists(transaction, meeting, tree).stream()
                        .map(member -> new @Nullable Object[] {
                            meeting.value(), member.id().value()
                        })
                        .toList());
        transaction.update("UPDATE meeting SET expected_at = ? WHERE id = ?", UtcText.of(now), meeting.value());
    }

    /// Somebody gave a meeting other lists: those count.
    static void forget(Transaction transaction, MeetingId meeting) {
        transaction.update("DELETE FROM meeting_expected WHERE meeting = ?", meeting.value());
        transaction.update("UPDATE meeting SET expected_at = NULL WHERE id = ?", meeting.value());
    }

    private static boolean isKept(Transaction transaction, MeetingId meeting) {
        return transaction
                .queryFirst(
                        "SELECT 1 AS hit FROM meeting WHERE id = ? AND expected_at IS NOT NULL",
                        row -> row.integer("hit"),
                        meeting.value())
                .isPresent();
    }

    private static List<MeetingId> joinedInto(Transaction transaction, MeetingId meeting) {
        return transaction.query(
                "SELECT meeting FROM joined_meeting WHERE into_meeting = ? ORDER BY meeting",
                row -> new MeetingId(row.text("meeting")),
                meeting.value());
    }

    /// Those units and all below them.
    static Set<BranchId> within(Set<BranchId> branches, BranchTree tree) {
        Set<BranchId> all = new LinkedHashSet<>();
        branches.forEach(branch -> all.addAll(tree.within(branch)));
        return all;
    }
}
