package org.hongting.kiosk.meeting;

import java.time.Duration;
import java.util.List;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.GuestKind;

/// What somebody in charge, signed in with card and PIN, asks about meetings. Each has its [MeetingReply].
public sealed interface MeetingAsk {
    /// Which meetings of theirs are there?
    record Overview() implements MeetingAsk {}

    /// What can be opened?
    record Opening() implements MeetingAsk {}

    /// Open one, here and now.
    ///
    /// @param beside although another of the unit is open
    record Open(MeetingKind kind, BranchId unit, TitleForm form, Duration length, boolean beside)
            implements MeetingAsk {
        /// How long a meeting may be planned to take.
        public static final List<Duration> LENGTHS =
                List.of(Duration.ofHours(1), Duration.ofMinutes(90), Duration.ofHours(2), Duration.ofHours(3));

        public Open {
            if (!LENGTHS.contains(length)) {
                throw new IllegalArgumentException("not a length to choose");
            }
        }

        public String title() {
            return kind.title() + form.ending();
        }

        /// The same, although another is open.
        public Open besideAnother() {
            return new Open(kind, unit, form, length, true);
        }
    }

    /// How is it about this one?
    record Show(MeetingId meeting) implements MeetingAsk {}

    /// Let nobody in any more.
    record Close(MeetingId meeting) implements MeetingAsk {}

    /// So many guests of that kind are there.
    record Count(MeetingId meeting, GuestKind kind, int count) implements MeetingAsk {}

    /// Whoever shows something next and is expected nowhere comes in as a guest, until the page is left.
    record LetGuestsIn(MeetingId meeting) implements MeetingAsk {}

    /// This member comes in as a guest.
    record Guest(MemberId member) implements MeetingAsk {}

    /// The member with this student number comes in as a guest.
    record GuestNumber(String typed) implements MeetingAsk {}

    /// What may be added to a title without typing.
    enum TitleForm {
        PLAIN(""),
        ENLARGED("（扩大）"),
        EXTRA("（临时）");

        private final String ending;

        TitleForm(String ending) {
            this.ending = ending;
        }

        String ending() {
            return ending;
        }
    }
}
