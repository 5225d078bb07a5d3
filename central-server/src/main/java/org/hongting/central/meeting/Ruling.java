package org.hongting.central.meeting;

import java.time.Instant;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.RulingReason;
import org.hongting.protocol.record.Verdict;
import org.jspecify.annotations.Nullable;

/// What was ruled about one member at one meeting, by whom and why.
///
/// @param note for people; absent where none was written or where it was erased
public record Ruling(
        MemberId member,
        Verdict verdict,
        RulingReason reason,
        String by,
        Instant at,
        @Nullable String note) {
    /// Characters of a note.
    public static final int NOTE_CHARACTERS = 200;

    static Ruling read(Transaction.Row row) {
        return new Ruling(
                new MemberId(row.text("member")),
                Verdict.valueOf(row.text("verdict")),
                RulingReason.valueOf(row.text("reason")),
                row.text("ruled_by"),
                UtcText.parse(row.text("ruled_at")),
                row.textOrNull("text"));
    }
}
