package org.hongting.central.meeting;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;

/// Which terminals of a meeting may still hold arrivals. Before all have reported nobody is absent, only not yet
/// seen.
///
/// @param waiting those that have not reported, the ones with most pending records first
/// @param writtenOff names of those that nobody waits for any more
public record Reporting(boolean over, List<Station> waiting, List<String> writtenOff) {
    public Reporting {
        waiting = List.copyOf(waiting);
        writtenOff = List.copyOf(writtenOff);
    }

    /// A terminal of the meeting.
    ///
    /// @param online as its broker says: for people, and to know whom to ask. Nothing is concluded from it
    /// @param pending records it said it holds and the centre has not acknowledged
    /// @param proved after which moment it surely said so
    public record Station(TerminalId id, String name, boolean online, long pending, Optional<Instant> proved) {}

    public boolean isComplete() {
        return over && waiting.isEmpty();
    }

    /// All of the meeting's terminals that nobody has written off. The parameters: the meeting twice, 1 if all
    /// terminals serve it, and its end.
    private static final String STATIONS = """
            WITH one (id) AS (
                SELECT id FROM meeting WHERE id = ? UNION SELECT meeting FROM joined_meeting WHERE into_meeting = ?)
            SELECT id, name, online, proved_at, CASE WHEN pending > held THEN pending ELSE held END AS pending
            FROM (SELECT terminal.*, (SELECT COALESCE(sum(word.newest - COALESCE(epoch.up_to, 0)), 0)
                    FROM proved_epoch AS word LEFT JOIN epoch
                        ON epoch.terminal = word.terminal AND epoch.epoch = word.epoch
                    WHERE word.terminal = terminal.id AND word.newest > COALESCE(epoch.up_to, 0)) AS held
                FROM terminal) AS terminal
            WHERE (id IN (SELECT terminal FROM meeting_station WHERE meeting IN (SELECT id FROM one))
                OR (? = 1 AND revoked_at IS NULL AND claimed_at < ?)
                OR id IN (SELECT terminal FROM arrival WHERE meeting IN (SELECT id FROM one))
                OR id IN (SELECT terminal FROM meeting_former_station WHERE meeting IN (SELECT id FROM one)))
                AND released_at IS NULL
                AND id NOT IN (SELECT terminal FROM written_off WHERE meeting IN (SELECT id FROM one))
            ORDER BY pending DESC, name""";

    /// A terminal of the meeting is one assigned to it (all of them where none is) or to a meeting that was
    /// joined into it, or one that journaled for either. Whoever is taken off it stays one: nothing tells when
    /// a terminal heard of that. It has reported once everything is here that it said it holds in a hello which it
    /// surely wrote after check-in and check-out of all of them closed. That its session still stands is not
    /// enough, and neither is a signature: who carries messages may keep or repeat them. Whoever is there is asked
    /// ([MeetingHall#wordMissing]). Whoever was let go has brought everything, and is waited for by nobody.
    ///
    /// @param joined what was joined into it
    static Reporting of(Transaction transaction, Meeting meeting, List<Meeting> joined, Instant now) {
        Instant closes = Stream.concat(Stream.of(meeting), joined.stream())
                .map(one -> one.plan().times().over())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        boolean isServedEverywhere =
                meeting.isServedEverywhere() || joined.stream().anyMatch(Meeting::isServedEverywhere);
        String id = meeting.id().value();
        List<Station> stations = transaction.query(
                STATIONS,
                row -> new Station(
                        new TerminalId(row.text("id")),
                        row.text("name"),
                        row.integer("online") == 1,
                        row.integer("pending"),
                        Optional.ofNullable(row.textOrNull("proved_at")).map(UtcText::parse)),
                id,
                id,
                isServedEverywhere ? 1 : 0,
                UtcText.of(closes));
        List<Station> waiting = stations.stream()
                .filter(station -> station.pending() > 0
                        || station.proved().map(at -> at.isBefore(closes)).orElse(true))
                .toList();
        List<String> writtenOff = transaction.query(
                "SELECT COALESCE(terminal.name, written_off.terminal) AS name FROM written_off"
                        + " LEFT JOIN terminal ON terminal.id = written_off.terminal WHERE written_off.meeting = ?"
                        + " OR written_off.meeting IN (SELECT meeting FROM joined_meeting WHERE into_meeting = ?)"
                        + " ORDER BY 1",
                row -> row.text("name"),
                id,
                id);
        return new Reporting(now.isAfter(closes), waiting, writtenOff);
    }
}
