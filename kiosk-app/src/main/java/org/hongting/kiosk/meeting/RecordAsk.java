package org.hongting.kiosk.meeting;

import org.hongting.protocol.identity.MeetingId;

/// What somebody in charge asks about a meeting's record.
public sealed interface RecordAsk {
    MeetingId meeting();

    /// Write it, or go on writing.
    record Write(MeetingId meeting) implements RecordAsk {}

    /// Keep this for now.
    record Keep(MeetingId meeting, Draft draft) implements RecordAsk {}

    /// Take a photograph and keep it with the draft.
    record Photograph(MeetingId meeting) implements RecordAsk {}

    /// Take that photograph out of the draft.
    record Discard(MeetingId meeting, int number) implements RecordAsk {}

    /// It is finished: journal it.
    ///
    /// @param recounted who writes was told that more voted than this kiosk knows to be there, and stands by it
    record Finish(MeetingId meeting, Draft draft, boolean recounted) implements RecordAsk {
        public Finish(MeetingId meeting, Draft draft) {
            this(meeting, draft, false);
        }
    }
}
