package org.hongting.kiosk.screen.meeting;

import java.util.Optional;
import org.hongting.kiosk.meeting.MinutesTemplate;
import org.hongting.kiosk.meeting.RecordReply;

/// What somebody in charge sees while they write a meeting's record. The texts themselves stand in the view model, so
/// that a page is not drawn anew at every sign.
public sealed interface RecordPage {
    /// The desk looks for the draft.
    record Loading() implements RecordPage {}

    /// All parts.
    ///
    /// @param wrong why it could not be finished
    record Parts(RecordReply.Writing writing, Optional<RecordReply.Wrong> wrong, boolean busy) implements RecordPage {
        /// Whether whoever writes has been told of votes that this kiosk cannot account for: they may stand by them.
        public boolean toBeRecounted() {
            return wrong.filter(said -> said.problem() == RecordReply.Problem.TOO_MANY_VOTES)
                    .isPresent();
        }
    }

    /// The text of one section.
    record Text(RecordReply.Writing writing, MinutesTemplate.Section section) implements RecordPage {}

    /// One vote.
    ///
    /// @param index in the draft
    /// @param turn rises with every count, so that the page is drawn anew
    record Vote(RecordReply.Writing writing, int index, int turn) implements RecordPage {}

    /// The photographs.
    record Photographs(RecordReply.Writing writing, Optional<RecordReply.Wrong> wrong, boolean busy)
            implements RecordPage {}

    /// It is journaled.
    record Finished(RecordReply.Finished done) implements RecordPage {}
}
