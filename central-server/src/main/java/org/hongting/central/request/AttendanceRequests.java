package org.hongting.central.request;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hongting.central.conclusion.Conclusions;
import org.hongting.central.meeting.Invitations;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.PlainText;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;

/// The book of requests. Members ask and withdraw; accounts grant, which is a ruling, or refuse. All methods run
/// within the caller's transaction and throw a [RequestRefused] for what may not be.
public final class AttendanceRequests {
    /// How long after a meeting 补签 may be asked for.
    public static final Duration AFTERWARDS = Duration.ofDays(14);

    /// How long before a meeting it stands in a member's list.
    public static final Duration BEFOREHAND = Duration.ofDays(30);

    static final int OPEN_AT_ONCE = 10;
    static final int A_DAY = 20;

    private final Invitations invitations;
    private final Conclusions conclusions;
    private final AuditLog audit;
    private final Clock clock;

    public AttendanceRequests(Invitations invitations, Conclusions conclusions, AuditLog audit, Clock clock) {
        this.invitations = invitations;
        this.conclusions = conclusions;
        this.audit = audit;
        this.clock = clock;
    }

    /// What a member wants.
    public record Wish(MeetingId meeting, AttendanceRequest.Kind kind, AttendanceRequest.Reason reason, String note) {}

    /// A meeting as its member sees it.
    ///
    /// @param open what may be asked now
    /// @param asked newest first
    public record Standing(
            Invitations.Invitation invitation, Optional<AttendanceRequest.Kind> open, List<AttendanceRequest> asked) {}

    /// The member's own meetings of the last days and of those to come, in order of their start.
    public List<Standing> of(Transaction transaction, MemberId member) {
        Instant now = clock.instant();
        List<AttendanceRequest> all = transaction.query(
                "SELECT " + AttendanceRequest.COLUMNS + " FROM attendance_request WHERE member = ? ORDER BY id DESC",
                AttendanceRequest::read,
                member.value());
        return invitations.of(transaction, member, now.minus(AFTERWARDS), now.plus(BEFOREHAND)).stream()
                .map(invitation -> {
                    List<AttendanceRequest> asked = all.stream()
                            .filter(one ->
                                    one.meeting().equals(invitation.meeting().id()))
                            .toList();
                    boolean waits = asked.stream().anyMatch(one -> one.state() == AttendanceRequest.State.ASKED);
                    return new Standing(invitation, waits ? Optional.empty() : open(invitation, now), asked);
                })
                .toList();
    }

    private static Optional<AttendanceRequest.Kind> open(Invitations.Invitation invitation, Instant now) {
        if (invitation.standing() != Invitations.Standing.NOT_SEEN) {
            return Optional.empty();
        }
        if (now.isBefore(invitation.meeting().plan().times().starts())) {
            return Optional.of(AttendanceRequest.Kind.LEAVE);
        }
        Instant ends = invitation.meeting().plan().times().ends();
        return now.isBefore(ends) || now.isAfter(ends.plus(AFTERWARDS))
                ? Optional.empty()
                : Optional.of(AttendanceRequest.Kind.LATE_CHECK_IN);
    }

    public AttendanceRequest ask(Transaction transaction, MemberId member, Wish wish) {
        return ask(transaction, member, wish, clock.instant());
    }

    /// For what was asked some time ago and comes now.
    ///
    /// @param uttered by which it is judged what may be asked
    AttendanceRequest ask(Transaction transaction, MemberId member, Wish wish, Instant uttered) {
        Instant now = clock.instant();
        Invitations.Invitation invitation = invitations
                .find(transaction, member, wish.meeting())
                .orElseThrow(() -> new RequestRefused(RequestRefused.Why.NOT_YOUR_MEETING));
        String note = plain(wish.note());
        if (openAt(transaction, wish.meeting()).stream()
                .anyMatch(one -> one.member().equals(member))) {
            throw new RequestRefused(RequestRefused.Why.ALREADY_ASKED);
        }
        if (invitation.standing() != Invitations.Standing.NOT_SEEN) {
            throw new RequestRefused(RequestRefused.Why.NOT_NEEDED);
        }
        if (!open(invitation, uttered).equals(Optional.of(wish.kind()))
                || !wish.reason().fits(wish.kind())) {
            throw new RequestRefused(RequestRefused.Why.NOT_NOW);
        }
        if (count(transaction, "member = ? AND state = 'asked'", member.value()) >= OPEN_AT_ONCE
                || count(
                                transaction,
                                "member = ? AND asked_at > ?",
                                member.value(),
                                UtcText.of(now.minus(Duration.ofDays(1))))
                        >= A_DAY) {
            throw new RequestRefused(RequestRefused.Why.TOO_MANY);
        }
        transaction.update(
                "INSERT INTO attendance_request (meeting, member, kind, reason, note, asked_at, state)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 'asked')",
                wish.meeting().value(),
                member.value(),
                wish.kind().word(),
                wish.reason().word(),
                note,
                UtcText.of(now));
        AttendanceRequest made = openAt(transaction, wish.meeting()).stream()
                .filter(one -> one.member().equals(member))
                .findFirst()
                .orElseThrow();
        WishSource.mark(transaction, wish.meeting());
        write(transaction, member.value(), "request.ask", made);
        return made;
    }

    public void withdraw(Transaction transaction, MemberId member, long id) {
        AttendanceRequest request = open(transaction, id);
        if (!request.member().equals(member)) {
            throw new RequestRefused(RequestRefused.Why.NOT_OPEN);
        }
        close(transaction, request, AttendanceRequest.State.WITHDRAWN, member.value(), "");
        write(transaction, member.value(), "request.withdraw", request);
    }

    /// Rules what was asked for. Whether it still may be asked does not matter: who grants decides.
    public void grant(Transaction transaction, long id, String words, String by) {
        AttendanceRequest request = open(transaction, id);
        String answer = plain(words);
        conclusions.rule(
                transaction,
                new Conclusions.Attending(
                        request.meeting(),
                        request.member(),
                        request.kind().verdict(),
                        request.kind().rulingReason()),
                answer,
                by);
        close(transaction, request, AttendanceRequest.State.GRANTED, by, answer);
        write(transaction, by, "request.grant", request);
    }

    public void refuse(Transaction transaction, long id, String words, String by) {
        AttendanceRequest request = open(transaction, id);
        String answer = plain(words);
        if (answer.isEmpty()) {
            throw new RequestRefused(RequestRefused.Why.NO_ANSWER);
        }
        close(transaction, request, AttendanceRequest.State.REFUSED, by, answer);
        write(transaction, by, "request.refuse", request);
    }

    /// Those that wait for an answer, the longest first.
    public List<AttendanceRequest> open(Transaction transaction, int offset, int limit) {
        return transaction.query(
                "SELECT " + AttendanceRequest.COLUMNS
                        + " FROM attendance_request WHERE state = 'asked' ORDER BY asked_at, id LIMIT ? OFFSET ?",
                AttendanceRequest::read,
                limit,
                offset);
    }

    public long countOpen(Transaction transaction) {
        return count(transaction, "state = 'asked'");
    }

    /// Those answered last, newest first.
    public List<AttendanceRequest> answered(Transaction transaction, int limit) {
        return transaction.query(
                "SELECT " + AttendanceRequest.COLUMNS + " FROM attendance_request"
                        + " WHERE state IN ('granted', 'refused') ORDER BY answered_at DESC, id DESC LIMIT ?",
                AttendanceRequest::read,
                limit);
    }

    /// Those about one meeting that wait for an answer.
    public List<AttendanceRequest> openAt(Transaction transaction, MeetingId meeting) {
        return transaction.query(
                "SELECT " + AttendanceRequest.COLUMNS
                        + " FROM attendance_request WHERE meeting = ? AND state = 'asked' ORDER BY asked_at, id",
                AttendanceRequest::read,
                meeting.value());
    }

    private static AttendanceRequest open(Transaction transaction, long id) {
        return transaction
                .queryFirst(
                        "SELECT " + AttendanceRequest.COLUMNS
                                + " FROM attendance_request WHERE id = ? AND state = 'asked'",
                        AttendanceRequest::read,
                        id)
                .orElseThrow(() -> new RequestRefused(RequestRefused.Why.NOT_OPEN));
    }

    private void close(
            Transaction transaction,
            AttendanceRequest request,
            AttendanceRequest.State state,
            String by,
            String words) {
        transaction.update(
                "UPDATE attendance_request SET state = ?, answered_at = ?, answered_by = ?, answer = ? WHERE id = ?",
                state.word(),
                UtcText.of(clock.instant()),
                by,
                words,
                request.id());
        WishSource.mark(transaction, request.meeting());
    }

    private void write(Transaction transaction, String by, String action, AttendanceRequest request) {
        audit.record(
                transaction,
                by,
                action,
                request.meeting().value(),
                "request " + request.id() + " " + request.kind().word() + " " + request.member());
    }

    private static long count(Transaction transaction, String where, String... values) {
        return transaction
                .queryFirst(
                        "SELECT count(*) AS n FROM attendance_request WHERE " + where,
                        row -> row.integer("n"),
                        (Object[]) values)
                .orElse(0L);
    }

    private static String plain(String words) {
        String line = words.strip();
        if (line.length() > AttendanceRequest.WORDS || !PlainText.isPlain(line)) {
            throw new RequestRefused(RequestRefused.Why.TOO_LONG);
        }
        return line;
    }
}
