package org.hongting.central.meeting;

import java.time.Instant;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;

/// Terminals that served a meeting until somebody took them off it. Arrivals that they recorded until they heard of
/// that may still be on their way.
final class FormerStations {
    private FormerStations() {}

    /// Notes whom a change of the meeting takes off it, of those that were heard of after it was planned: no other
    /// knows it.
    ///
    /// @param before as it stands in the tables, with its terminals
    static void keep(Transaction transaction, Meeting before, Meeting after, Instant now) {
        String meeting = before.id().value();
        if (!after.isServedEverywhere()) {
            String served = before.isServedEverywhere()
                    ? "terminal.revoked_at IS NULL"
                    : "terminal.id IN (SELECT terminal FROM meeting_station WHERE meeting = planned.id)";
            transaction.update(
                    "INSERT INTO meeting_former_station (meeting, terminal, taken_off_at)"
                            + " SELECT planned.id, terminal.id, ? FROM meeting AS planned JOIN terminal"
                            + " ON terminal.last_contact_at >= COALESCE(planned.planned_at, '')"
                            + " WHERE planned.id = ? AND " + served
                            + " ON CONFLICT (meeting, terminal) DO UPDATE SET taken_off_at = excluded.taken_off_at",
                    UtcText.of(now),
                    meeting);
        }
        after.stations()
                .forEach(terminal -> transaction.update(
                        "DELETE FROM meeting_former_station WHERE meeting = ? AND terminal = ?",
                        meeting,
                        terminal.value()));
    }

    static boolean contain(Transaction transaction, MeetingId meeting, TerminalId terminal) {
        return transaction
                .queryFirst(
                        "SELECT 1 AS hit FROM meeting_former_station WHERE meeting = ? AND terminal = ?",
                        row -> row.integer("hit"),
                        meeting.value(),
                        terminal.value())
                .isPresent();
    }
}
