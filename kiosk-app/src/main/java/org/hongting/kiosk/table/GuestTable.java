package org.hongting.kiosk.table;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.GuestKind;

/// Guests (列席) on no roster whom somebody in charge counted at this kiosk: how many of each kind.
public final class GuestTable {
    static final List<String> TABLES = List.of("""
            CREATE TABLE desk_guest (
                meeting TEXT NOT NULL, kind TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (meeting, kind)
            ) STRICT, WITHOUT ROWID
            """);

    public Map<GuestKind, Integer> counts(Transaction transaction, MeetingId meeting) {
        Map<GuestKind, Integer> counts = new EnumMap<>(GuestKind.class);
        transaction
                .query(
                        "SELECT kind, count FROM desk_guest WHERE meeting = ?",
                        row -> Map.entry(GuestKind.valueOf(row.text("kind")), (int) row.integer("count")),
                        meeting.value())
                .forEach(kind -> counts.put(kind.getKey(), kind.getValue()));
        return counts;
    }

    public void count(Transaction transaction, MeetingId meeting, GuestKind kind, int count) {
        transaction.update(
                "INSERT INTO desk_guest (meeting, kind, count) VALUES (?, ?, ?)"
                        + " ON CONFLICT (meeting, kind) DO UPDATE SET count = excluded.count",
                meeting.value(),
                kind.name(),
                count);
    }
}
