package org.hongting.central.phone;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.meeting.Closings;
import org.hongting.central.meeting.Invitations;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.organisation.Member;
import org.hongting.protocol.Words;
import org.hongting.protocol.attendance.SecondFactor;
import org.hongting.protocol.code.KioskCode;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.signing.P256;

/// Takes arrivals of members whose phones scanned a kiosk's code: facts of the centre's own journal, which
/// reach the kiosks with the arrivals of the meeting. All methods run within the caller's transaction.
///
/// A code proves that the phone is before that terminal. Which of the meetings there is meant, the member's own
/// invitations say, and not the code, which names the one that the screen showed.
public final class CodeArrivals {
    /// So far from now a meeting may start or have ended that explains a refusal.
    private static final Duration AROUND = Duration.ofDays(1);

    private final Invitations invitations;
    private final OwnJournal journal;
    private final Clock clock;

    public CodeArrivals(Invitations invitations, OwnJournal journal, Clock clock) {
        this.invitations = invitations;
        this.journal = journal;
        this.clock = clock;
    }

    /// What the phone hears.
    sealed interface Answer {
        record In(Meeting meeting, boolean late) implements Answer {}

        /// The member has arrived before.
        record Already(Meeting meeting) implements Answer {}

        record Refused(Reason reason) implements Answer {}
    }

    /// Why not. The words shown to people stand in the app.
    public enum Reason {
        /// No code, or none that a terminal of ours signed.
        UNKNOWN_CODE,
        /// A picture of a code, or a phone that took too long.
        OLD_CODE,
        NOT_YOUR_MEETING,
        NOT_OPEN_YET,
        CLOSED,
        /// The meeting wants somebody in charge to look at each person. A PIN it does not want: the phone's key, signed
        /// by its owner's phone, is worth as much as a pass.
        CONFIRMED_AT_THE_TERMINAL;

        String word() {
            return Words.of(this);
        }
    }

    Answer arrive(Transaction transaction, Member member, String text) {
        Instant now = clock.instant();
        Optional<KioskCode> code = KioskCode.parse(text).filter(one -> isOurs(transaction, one));
        if (code.isEmpty()) {
            return new Answer.Refused(Reason.UNKNOWN_CODE);
        }
        if (!code.get().isAlive(now)) {
            return new Answer.Refused(Reason.OLD_CODE);
        }
        List<Invitations.Invitation> theirs =
                invitations.at(transaction, member.id(), code.get().terminal(), now.minus(AROUND), now.plus(AROUND));
        Comparator<Invitations.Invitation> nearest =
                Comparator.comparing(one -> Duration.between(starts(one), now).abs());
        return theirs.stream()
                .filter(one -> whyNot(transaction, one, now).isEmpty())
                .min(nearest)
                .map(one -> taken(transaction, one, member.id(), code.get(), now))
                .or(() -> theirs.stream().min(nearest).map(one -> unopened(transaction, one, now)))
                .orElseGet(() -> new Answer.Refused(Reason.NOT_YOUR_MEETING));
    }

    private static Instant starts(Invitations.Invitation invited) {
        return invited.meeting().plan().times().starts();
    }

    /// Why the meeting takes nobody at that moment.
    private static Optional<Reason> whyNot(Transaction transaction, Invitations.Invitation invited, Instant now) {
        Meeting.Times times = invited.meeting().plan().times();
        if (now.isBefore(times.opens())) {
            return Optional.of(Reason.NOT_OPEN_YET);
        }
        return now.isAfter(times.closes())
                        || Closings.isClosed(transaction, invited.meeting().id())
                ? Optional.of(Reason.CLOSED)
                : Optional.empty();
    }

    private static Answer unopened(Transaction transaction, Invitations.Invitation invited, Instant now) {
        return invited.seen()
                ? new Answer.Already(invited.meeting())
                : new Answer.Refused(whyNot(transaction, invited, now).orElseThrow());
    }

    private Answer taken(
            Transaction transaction, Invitations.Invitation invited, MemberId member, KioskCode code, Instant now) {
        Meeting meeting = invited.meeting();
        if (invited.seen()) {
            return new Answer.Already(meeting);
        }
        if (meeting.plan().rules().secondFactor() == SecondFactor.CONFIRMATION) {
            return new Answer.Refused(Reason.CONFIRMED_AT_THE_TERMINAL);
        }
        boolean late = now.isAfter(meeting.plan().times().lateFrom());
        Fact.Origin origin =
                new Fact.Origin(CredentialKind.KIOSK_CODE, code.terminal().value(), false);
        journal.append(transaction, new Fact.CheckInAdmitted(meeting.id(), member, origin, late));
        return new Answer.In(meeting, late);
    }

    private static boolean isOurs(Transaction transaction, KioskCode code) {
        return transaction
                .queryFirst(
                        "SELECT public_key FROM terminal WHERE id = ? AND revoked_at IS NULL",
                        row -> P256.publicKey(row.bytes("public_key")),
                        code.terminal().value())
                .filter(code::isSignedWith)
                .isPresent();
    }
}
