package org.hongting.simulator.simulation.judge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.ReadFact;

/// What the journal on a terminal's disk holds.
///
/// @param heads every record with the chain value after it, in order of writing
/// @param descents each epoch that goes on from another one
/// @param erased records whose bodies were erased
public record DiskContents(Map<Place, Digest> heads, List<Descent> descents, Set<Place> erased) {
    /// @param last the record of the parent from which the child says it goes on
    public record Descent(EpochId parent, long last, EpochId child) {}

    private record Epoch(EpochId id, long base) {}

    private record Stored(long position, Digest head, boolean erased) {}

    public static DiskContents of(Database database, TerminalId terminal) {
        return database.reading(transaction -> {
            List<Epoch> epochs = transaction.query(
                    "SELECT epoch, base FROM journal_epoch ORDER BY ordinal",
                    row -> new Epoch(new EpochId(row.text("epoch")), row.integer("base")));
            List<Stored> records = transaction.query(
                    "SELECT position, head, CASE WHEN body = ? THEN 1 ELSE 0 END AS erased"
                            + " FROM journal_record ORDER BY position",
                    row -> new Stored(
                            row.integer("position"), Digest.wrap(row.bytes("head")), row.integer("erased") == 1),
                    ReadFact.TOMBSTONE.bytes());
            List<Descent> descents = new ArrayList<>();
            for (int i = 1; i < epochs.size(); i++) {
                Epoch parent = epochs.get(i - 1);
                descents.add(new Descent(
                        parent.id(),
                        epochs.get(i).base() - parent.base(),
                        epochs.get(i).id()));
            }
            return placed(terminal, epochs, records, descents);
        });
    }

    private static DiskContents placed(
            TerminalId terminal, List<Epoch> epochs, List<Stored> records, List<Descent> descents) {
        Map<Place, Digest> heads = new LinkedHashMap<>();
        Set<Place> erased = new HashSet<>();
        int at = 0;
        for (Stored record : records) {
            while (at + 1 < epochs.size() && epochs.get(at + 1).base() < record.position()) {
                at++;
            }
            Epoch epoch = epochs.get(at);
            Place place = new Place(terminal, epoch.id(), record.position() - epoch.base());
            heads.put(place, record.head());
            if (record.erased()) {
                erased.add(place);
            }
        }
        return new DiskContents(heads, descents, erased);
    }
}
