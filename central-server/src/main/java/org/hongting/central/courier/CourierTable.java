package org.hongting.central.courier;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;

/// One row for each station of which a file was ever taken in.
final class CourierTable {
    private CourierTable() {}

    static void keep(Transaction transaction, TerminalId terminal, byte[] hello, CourierVisit visit) {
        transaction.update(
                "INSERT INTO courier_visit (terminal, hello, brought, stored, whole) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (terminal) DO UPDATE SET hello = excluded.hello, brought = excluded.brought,"
                        + " stored = excluded.stored, whole = excluded.whole",
                terminal.value(),
                hello,
                UtcText.of(visit.at()),
                visit.stored(),
                visit.whole() ? 1 : 0);
    }

    /// The hello that the next file answers.
    static Optional<byte[]> hello(Transaction transaction, TerminalId terminal) {
        return transaction.queryFirst(
                "SELECT hello FROM courier_visit WHERE terminal = ?", row -> row.bytes("hello"), terminal.value());
    }

    static Map<String, CourierVisit> visits(Transaction transaction) {
        Map<String, CourierVisit> visits = new HashMap<>();
        transaction
                .query(
                        "SELECT terminal, brought, stored, whole FROM courier_visit",
                        row -> Map.entry(
                                row.text("terminal"),
                                new CourierVisit(
                                        UtcText.parse(row.text("brought")),
                                        row.integer("stored"),
                                        row.integer("whole") == 1)))
                .forEach(visit -> visits.put(visit.getKey(), visit.getValue()));
        return visits;
    }
}
