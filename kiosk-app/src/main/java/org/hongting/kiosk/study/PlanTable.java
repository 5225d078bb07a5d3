package org.hongting.kiosk.study;

import java.util.List;
import org.hongting.kiosk.table.RosterTable.KnownMember;
import org.hongting.protocol.document.AssignmentEntry;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.replica.Projection;

/// Who is to study what, as the centre said.
final class PlanTable implements Projection {
    static final List<String> TABLES = List.of("""
            CREATE TABLE study_plan (id TEXT NOT NULL PRIMARY KEY, line BLOB NOT NULL) STRICT, WITHOUT ROWID
            """);

    @Override
    public boolean wants(DocumentName document) {
        return document.equals(DocumentName.PLANS);
    }

    @Override
    public void apply(Transaction transaction, DocumentName document, DocumentChange change) {
        if (change.snapshot()) {
            transaction.update("DELETE FROM study_plan");
        }
        for (AssignmentEntry entry : change.putAs(AssignmentEntry.class, malformed -> {})) {
            transaction.update(
                    "INSERT INTO study_plan (id, line) VALUES (?, ?)"
                            + " ON CONFLICT (id) DO UPDATE SET line = excluded.line",
                    entry.id(),
                    DocumentEntry.of(entry).line().bytes());
        }
        change.removed().forEach(id -> transaction.update("DELETE FROM study_plan WHERE id = ?", id));
    }

    /// What one member is to study, what is due first coming first.
    List<AssignmentEntry> of(Transaction transaction, KnownMember member) {
        return transaction
                .query(
                        "SELECT line FROM study_plan ORDER BY id",
                        row -> Json.read(row.bytes("line"), AssignmentEntry.class))
                .stream()
                .filter(entry -> entry.branches().contains(member.branch())
                        || entry.members().contains(member.attendee().member()))
                .sorted(java.util.Comparator.comparing(
                        AssignmentEntry::due, java.util.Comparator.nullsLast(java.util.Comparator.naturalOrder())))
                .toList();
    }
}
