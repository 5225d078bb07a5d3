package org.hongting.kiosk.table;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.GuestKind;

/// Guests (列席) that somebody in charge let in at this kiosk: how many of each kind, and whether members are among
/// those who have arrived.
public final class GuestTable {
    static final List<String> TABLES = List.of("""
            CREATE TABLE desk_guest (
                meeting TEXT NOT NULL, kind TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (meeting, kind)
            ) STRICT, WITHOUT ROWID
            """);

    /// Stands in the place of a kind: members who came as guests are counted among those who have arrived.
    private static final String MEMBERS = "MEMBERS";

    public Map<GuestKind, Integer> counts(Transaction transaction, MeetingId meeting) {
        Map<GuestKind, Integer> counts = new EnumMap<>(GuestKind.class);
        rows(transaction, meeting).stream()
                .filter(row -> !row.kind().equals(MEMBERS))
                .forEach(row -> counts.put(GuestKind.valueOf(row.kind()), row.count()));
        return counts;
    }

    public void count(Transaction transaction, MeetingId meeting, GuestKind kind, int count) {
        put(transaction, meeting, kind.name(), count);
    }

    public void letMemberIn(Transaction transaction, MeetingId meeting) {
        put(transaction, meeting, MEMBERS, 1);
    }

    private static void put(Transaction transaction, MeetingId meeting, String kind, int count) {
        transaction.update(
                "INSERT INTO desk_guest (meeting, kind, count) VALUES (?, ?, ?)"
                        + " ON CONFLICT (meeting, kind) DO UPDATE SET count = excluded.count",
                meeting.value(),
                kind,
                count);
    }

    private record Row(String kind, int count) {}

    private static List<Row> rows(Transaction transaction, MeetingId meeting) {
        return transaction.query(
                "SELECT kind, count FROM desk_guest WHERE meeting = ?",
                row -> new Row(row.text("kind"), (int) row.integer("count")),
                meeting.value());
    }
}
