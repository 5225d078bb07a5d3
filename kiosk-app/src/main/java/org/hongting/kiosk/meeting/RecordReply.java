package org.hongting.kiosk.meeting;

import java.util.List;
import org.hongting.kiosk.checkin.Decision;

/// What somebody in charge hears about a meeting's record.
public sealed interface RecordReply {
    /// Here is what was written so far.
    ///
    /// @param finished how many records of this meeting were finished here before
    record Writing(
            MeetingReply.Held held, MinutesTemplate template, Draft draft, List<Photograph> photographs, int finished)
            implements RecordReply {
        public Writing {
            photographs = List.copyOf(photographs);
        }
    }

    /// One photograph of the draft.
    ///
    /// @param jpeg shared, not copied
    @SuppressWarnings("ArrayRecordComponent") // drawn, and compared by its number alone
    record Photograph(int number, byte[] jpeg) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Photograph one && one.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    /// The draft is on the disk.
    record Kept() implements RecordReply {}

    /// The record is journaled, and will be sent.
    record Finished(MeetingReply.Held held, int revision) implements RecordReply {}

    /// It cannot be finished so.
    ///
    /// @param number of the vote it is about, from 1; 0 for none
    record Wrong(Problem problem, int number) implements RecordReply {}

    enum Problem {
        /// Nothing was written.
        EMPTY,
        /// More text than a record holds.
        TOO_LONG,
        /// More voted than this kiosk knows to be there: counted again, it stands.
        TOO_MANY_VOTES,
        /// A vote on nothing.
        NO_MOTION,
        /// The camera gives no picture.
        NO_CAMERA,
        /// No more photographs than six.
        ENOUGH_PHOTOGRAPHS
    }

    /// Refused like a read.
    record Refused(Decision decision) implements RecordReply {}
}
