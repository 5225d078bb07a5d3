package org.hongting.central.meeting;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.GuestKind;
import org.hongting.protocol.record.VoteCount;
import org.jspecify.annotations.Nullable;

/// What somebody in charge did about a meeting at a kiosk. What was counted at meetings that were joined into it counts
/// too.
///
/// @param opened absent where the meeting was planned here
/// @param closed absent where it took arrivals to the end of its time; also one that is doubted or was taken
/// back
/// @param guests on no roster, by kind; none of no head
/// @param minutes all revisions of the on-site record, the latest first
public record OnSite(
        Optional<Opened> opened, Optional<Closings.Closing> closed, List<Guests> guests, List<Minutes> minutes) {
    public OnSite {
        guests = List.copyOf(guests);
        minutes = List.copyOf(minutes);
    }

    /// One revision of the on-site record. Its text and photographs come apart from it.
    ///
    /// @param doubt `charge`, `opener` or `terminal`: what could not be confirmed
    public record Minutes(
            TerminalId terminal,
            int revision,
            Attachment text,
            List<Attachment> photographs,
            List<VoteCount> votes,
            MemberId by,
            Instant at,
            @Nullable String doubt) {
        public Minutes {
            photographs = List.copyOf(photographs);
            votes = List.copyOf(votes);
        }
    }

    /// Opened at a kiosk, without a plan.
    ///
    /// @param certainty how sure the moment is, in the word of the bundles' keys
    /// @param doubt `unit`, `opener` or `charge`: what could not be confirmed
    public record Opened(
            TerminalId terminal,
            MemberId by,
            Instant at,
            String certainty,
            @Nullable String doubt) {}

    /// So many guests of one kind.
    public record Guests(GuestKind kind, long count) {
        /// The word in the bundles' keys.
        public String word() {
            return Words.of(kind);
        }
    }

    /// All who were only counted.
    public long visitors() {
        return guests.stream().mapToLong(Guests::count).sum();
    }

    public static OnSite of(Transaction transaction, MeetingId meeting) {
        return new OnSite(
                transaction.queryFirst(
                        "SELECT terminal, opened_by, opened_at, certainty, doubt FROM opened_meeting WHERE meeting = ?",
                        row -> new Opened(
                                new TerminalId(row.text("terminal")),
                                new MemberId(row.text("opened_by")),
                                UtcText.parse(row.text("opened_at")),
                                row.text("certainty"),
                                row.textOrNull("doubt")),
                        meeting.value()),
                Closings.shown(transaction, meeting),
                guests(transaction, meeting),
                MinutesRow.of(transaction, meeting));
    }

    /// Whether the meeting was opened at a kiosk.
    static boolean isOpenedThere(Transaction transaction, MeetingId meeting) {
        return transaction
                .queryFirst(
                        "SELECT 1 AS hit FROM opened_meeting WHERE meeting = ?",
                        row -> row.integer("hit"),
                        meeting.value())
                .isPresent();
    }

    private static List<Guests> guests(Transaction transaction, MeetingId meeting) {
        return transaction
                .query(
                        "SELECT kind, sum(count) AS count FROM counted_guest WHERE meeting = ? OR meeting IN"
                                + " (SELECT meeting FROM joined_meeting WHERE into_meeting = ?) GROUP BY kind",
                        row -> new Guests(GuestKind.valueOf(row.text("kind")), row.integer("count")),
                        meeting.value(),
                        meeting.value())
                .stream()
                .filter(guests -> guests.count() > 0)
                .sorted(java.util.Comparator.comparing(Guests::kind))
                .toList();
    }
}
