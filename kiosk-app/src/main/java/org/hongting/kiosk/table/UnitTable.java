package org.hongting.kiosk.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.document.BranchEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.port.Transaction;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.replica.Projection;

/// The units of the organisation: their names, and what stands below what.
public final class UnitTable implements Projection {
    static final List<String> TABLES = List.of("""
            CREATE TABLE desk_unit (
                id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, parent TEXT
            ) STRICT, WITHOUT ROWID
            """, "CREATE INDEX desk_unit_parent ON desk_unit (parent)");

    private static final String WITHIN = """
            WITH RECURSIVE below (id) AS (SELECT ?1
                UNION SELECT desk_unit.id FROM desk_unit JOIN below ON desk_unit.parent = below.id)
            """;

    @Override
    public boolean wants(DocumentName document) {
        return document.equals(DocumentName.BRANCHES);
    }

    @Override
    public void apply(Transaction transaction, DocumentName document, DocumentChange change) {
        if (change.snapshot()) {
            transaction.update("DELETE FROM desk_unit");
        }
        change.removed().forEach(id -> transaction.update("DELETE FROM desk_unit WHERE id = ?", id));
        for (BranchEntry unit : change.putAs(BranchEntry.class, malformed -> {})) {
            BranchId parent = unit.parent();
            transaction.update(
                    "INSERT INTO desk_unit (id, name, kind, parent) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
                            + " SET name = excluded.name, kind = excluded.kind, parent = excluded.parent",
                    unit.id().value(),
                    unit.name(),
                    unit.kind(),
                    parent == null ? null : parent.value());
        }
    }

    Optional<Unit> find(Transaction transaction, BranchId unit) {
        return transaction.queryFirst(
                "SELECT id, name, kind FROM desk_unit WHERE id = ?", UnitTable::read, unit.value());
    }

    /// The unit and all below it, by their ids; the unit alone where the organisation is not known.
    public List<BranchId> within(Transaction transaction, BranchId unit) {
        return transaction.query(
                WITHIN + " SELECT id FROM below ORDER BY id", row -> new BranchId(row.text("id")), unit.value());
    }

    /// The units for which somebody in charge who belongs to this one may open meetings: this one first, the branch
    /// above where this is a group of it, and all below.
    public List<Unit> of(Transaction transaction, BranchId own) {
        List<Unit> units = new ArrayList<>();
        find(transaction, own).ifPresent(units::add);
        transaction
                .queryFirst(
                        "SELECT above.id, above.name, above.kind FROM desk_unit AS own JOIN desk_unit AS above"
                                + " ON above.id = own.parent WHERE own.id = ? AND own.kind = 'group'"
                                + " AND above.kind = 'branch'",
                        UnitTable::read,
                        own.value())
                .ifPresent(units::add);
        units.addAll(transaction.query(
                WITHIN + " SELECT desk_unit.id, name, kind FROM desk_unit JOIN below ON below.id = desk_unit.id"
                        + " WHERE desk_unit.id <> ?1 ORDER BY name, desk_unit.id",
                UnitTable::read,
                own.value()));
        return units;
    }

    private static Unit read(Transaction.Row row) {
        return new Unit(new BranchId(row.text("id")), row.text("name"), row.text("kind"));
    }
}
