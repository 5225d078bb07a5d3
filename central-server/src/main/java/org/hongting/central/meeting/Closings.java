package org.hongting.central.meeting;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.publishing.DueDocuments;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Fact;
import org.jspecify.annotations.Nullable;

/// The closings of meetings at kiosks before their time, in the order in which they were heard. For everybody
/// counts the first one that nobody doubts and nobody took back.
public final class Closings {
    private static final String COLUMNS = "SELECT meeting_closing.terminal, epoch, seq, closed_by, closed_at, doubt,"
            + " taken_back_at, taken_back_by, ruling_note.text AS why FROM meeting_closing"
            + " LEFT JOIN ruling_note ON ruling_note.hash = meeting_closing.note WHERE meeting = ?";

    private Closings() {}

    /// One closing.
    ///
    /// @param name of the terminal's record
    /// @param doubt why it counts for that kiosk alone; absent where it counts for all
    public record Closing(
            TerminalId terminal,
            Fact.RecordName name,
            MemberId by,
            Instant at,
            @Nullable String doubt,
            Optional<TakenBack> takenBack) {
        boolean counts() {
            return doubt == null && takenBack.isEmpty();
        }
    }

    /// Somebody ruled that it counts no more.
    ///
    /// @param by an account
    public record TakenBack(String by, Instant at, String why) {}

    static void add(
            Transaction transaction, StoredFact fact, Fact.MeetingClosed closed, Instant at, Optional<String> doubt) {
        transaction.update(
                "INSERT INTO meeting_closing (terminal, epoch, seq, meeting, closed_by, closed_at, doubt)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (terminal, epoch, seq) DO NOTHING",
                fact.terminal().value(),
                fact.epoch().value(),
                fact.seq(),
                closed.meeting().value(),
                closed.by().value(),
                UtcText.of(at),
                doubt.orElse(null));
        tell(transaction);
    }

    /// To be called with a record of the centre's own journal alone.
    public static void takeBack(Transaction transaction, Fact.ClosingTakenBack ruled, Instant at) {
        transaction.update(
                "UPDATE meeting_closing SET taken_back_at = ?, taken_back_by = ?, note = ? WHERE terminal = ?"
                        + " AND epoch = ? AND seq = ? AND meeting = ? AND taken_back_at IS NULL",
                UtcText.of(at),
                ruled.by(),
                ruled.note().bytes(),
                ruled.terminal().value(),
                ruled.closing().epoch().value(),
                ruled.closing().seq(),
                ruled.meeting().value());
        tell(transaction);
    }

    private static void tell(Transaction transaction) {
        DueDocuments.mark(transaction, MeetingsSource.KIND, MeetingsSource.ALL);
    }

    /// All that were heard of, the first one first.
    public static List<Closing> of(Transaction transaction, MeetingId meeting) {
        return transaction.query(
                COLUMNS + " ORDER BY ordinal",
                row -> new Closing(
                        new TerminalId(row.text("terminal")),
                        new Fact.RecordName(new EpochId(row.text("epoch")), row.integer("seq")),
                        new MemberId(row.text("closed_by")),
                        UtcText.parse(row.text("closed_at")),
                        row.textOrNull("doubt"),
                        row.isNull("taken_back_at")
                                ? Optional.empty()
                                : Optional.of(new TakenBack(
                                        row.text("taken_back_by"),
                                        UtcText.parse(row.text("taken_back_at")),
                                        row.isNull("why") ? "" : row.text("why")))),
                meeting.value());
    }

    /// Whether the meeting takes no arrivals any more because somebody in charge closed it at a kiosk.
    public static boolean isClosed(Transaction transaction, MeetingId meeting) {
        return counting(transaction, meeting).isPresent();
    }

    /// The one that counts for everybody.
    static Optional<Closing> counting(Transaction transaction, MeetingId meeting) {
        return of(transaction, meeting).stream().filter(Closing::counts).findFirst();
    }

    /// What a page shows: the one that counts; else one that holds at its own kiosk; else the one that was
    /// taken back last.
    static Optional<Closing> shown(Transaction transaction, MeetingId meeting) {
        List<Closing> all = of(transaction, meeting);
        return all.stream()
                .filter(Closing::counts)
                .findFirst()
                .or(() -> all.stream().filter(one -> one.takenBack().isEmpty()).findFirst())
                .or(() -> all.isEmpty() ? Optional.empty() : Optional.of(all.getLast()));
    }

    /// The records of those that were taken back, the latest ones where there are more than an entry holds.
    static List<Fact.RecordName> takenBack(Transaction transaction, MeetingId meeting) {
        List<Fact.RecordName> names = of(transaction, meeting).stream()
                .filter(one -> one.takenBack().isPresent())
                .map(Closing::name)
                .toList();
        return names.subList(Math.max(0, names.size() - MeetingEntry.TAKEN_BACK), names.size());
    }
}
