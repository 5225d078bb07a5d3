package org.hongting.kiosk.table;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.port.Transaction;

/// How one member stands at one open meeting: whatever the door asks about the two, as one row of one question.
///
/// @param heads at the meeting as it is
/// @param expected the member is on the meeting's list
/// @param arrived when they came in, here or elsewhere
/// @param left when they left last, as far as this kiosk saw it
/// @param takenBack an earlier arrival was taken back here, and the centre may still name it
/// @param choosing a read of theirs waits for somebody to choose a meeting
/// @param onLeave the member was given leave
public record Standing(
        MeetingEntry meeting,
        Headcount heads,
        boolean expected,
        Optional<OffsetDateTime> arrived,
        Optional<OffsetDateTime> left,
        boolean takenBack,
        boolean choosing,
        boolean onLeave) {
    static Standing read(Transaction.Row row, MeetingEntries entries) {
        return new Standing(
                entries.of(row.bytes("line")),
                Headcounts.read(row),
                row.integer("expected") == 1,
                moment(row, "arrived"),
                moment(row, "departed"),
                row.integer("taken_back") == 1,
                row.integer("choosing") == 1,
                row.integer("on_leave") == 1);
    }

    /// Whether the meeting is theirs: it expects them, or they came to it without.
    public boolean isTheirs() {
        return expected || arrived.isPresent();
    }

    /// The heads with the member, who has not arrived yet.
    Headcount headsAfterArrival(boolean late) {
        return new Headcount(
                heads.expected(),
                heads.present() + 1,
                heads.late() + (late ? 1 : 0),
                heads.guests() + (expected ? 0 : 1),
                heads.away() - (onLeave ? 1 : 0),
                heads.visitors());
    }

    private static Optional<OffsetDateTime> moment(Transaction.Row row, String column) {
        return Optional.ofNullable(row.textOrNull(column)).map(OffsetDateTime::parse);
    }
}
