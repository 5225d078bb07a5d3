package org.hongting.kiosk.checkin;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hongting.kiosk.table.Attendee;
import org.hongting.protocol.attendance.SecondFactor;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.time.ClockReading;

/// What the desk answers to one read. The list is closed: adding a case makes every `switch` that must handle it fail
/// to compile. Whatever is answered here is already durable in the journal, except [NotRecorded].
public sealed interface Decision {
    /// The member is in.
    record Admitted(Attendee attendee, MeetingBoard meeting, OffsetDateTime at, Arrival arrival) implements Decision {}

    /// The member was in before; a calm yes.
    record Already(Attendee attendee, MeetingBoard meeting, OffsetDateTime since) implements Decision {}

    /// The member has checked out.
    ///
    /// @param minutesEarly 0 for who did not leave early, by this kiosk's clock; the centre judges again
    record Left(Attendee attendee, MeetingBoard meeting, OffsetDateTime at, long minutesEarly) implements Decision {}

    /// Several meetings that are open expect the member. The read is kept with its moment; somebody chooses, or time
    /// does.
    record NeedsMeeting(Attendee attendee, List<MeetingBoard> candidates) implements Decision {
        public NeedsMeeting {
            candidates = List.copyOf(candidates);
        }
    }

    /// The meeting asks for more than was shown. The record of it is durable; what is still wanted is not, and whoever
    /// gives it later came at `when`.
    record NeedsProof(Attendee attendee, MeetingBoard meeting, ClockReading when, SecondFactor wanted)
            implements Decision {}

    /// An arrival was taken back.
    ///
    /// @param since the arrival that counts no more
    record TakenBack(Attendee attendee, MeetingBoard meeting, OffsetDateTime since) implements Decision {}

    /// A card that nobody had is the member's from now on.
    record CardBound(Attendee attendee) implements Decision {}

    /// The member studies with the group before this screen.
    ///
    /// @param people how many are in it
    /// @param again they were in it before
    record StudiesHere(Attendee attendee, int people, boolean again) implements Decision {}

    /// Not this time, and why.
    record Refused(RefusalReason reason, Hint hint) implements Decision {
        public Refused(RefusalReason reason) {
            this(reason, new Hint.None());
        }
    }

    /// The journal could not be written durably: nothing is confirmed, and the kiosk is out of order until it
    /// can. A disk whose sync failed may turn out to hold the record after all; then it counts once, and the next
    /// read of this person says "already".
    record NotRecorded() implements Decision {}

    /// Whether it says that this person is in.
    default boolean hasIn(Attendee person) {
        return switch (this) {
            case Admitted admitted -> admitted.attendee().equals(person);
            case Already already -> already.attendee().equals(person);
            case Left _,
                    NeedsMeeting _,
                    NeedsProof _,
                    TakenBack _,
                    CardBound _,
                    StudiesHere _,
                    Refused _,
                    NotRecorded _ -> false;
        };
    }

    /// Whom it is about; nobody where it was refused or not recorded.
    default Optional<Attendee> person() {
        return switch (this) {
            case Admitted admitted -> Optional.of(admitted.attendee());
            case Already already -> Optional.of(already.attendee());
            case Left left -> Optional.of(left.attendee());
            case NeedsMeeting needed -> Optional.of(needed.attendee());
            case NeedsProof needed -> Optional.of(needed.attendee());
            case TakenBack taken -> Optional.of(taken.attendee());
            case CardBound bound -> Optional.of(bound.attendee());
            case StudiesHere here -> Optional.of(here.attendee());
            case Refused _, NotRecorded _ -> Optional.empty();
        };
    }

    /// How an admitted member arrived, by this kiosk's clock. The centre derives lateness again.
    sealed interface Arrival {
        record OnTime() implements Arrival {}

        record Late(long minutes) implements Arrival {}
    }

    /// What is said beside a refusal, where more is known than the reason.
    sealed interface Hint {
        record None() implements Hint {}

        /// Typing is refused for so long.
        record Wait(Duration time) implements Hint {}

        /// The meeting that does expect the member, here later or at other kiosks.
        ///
        /// @param isOpen check-in has begun there
        record Elsewhere(MeetingEntry meeting, boolean isOpen) implements Hint {}
    }
}
