package org.hongting.simulator.simulation.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.record.Digest;

/// What the journal on a terminal's disk holds.
///
/// @param heads every record with the chain value after it, in order of writing
/// @param descents each epoch that goes on from another one
public record DiskContents(Map<Place, Digest> heads, List<Descent> descents) {
    /// @param last the record of the parent from which the child says it goes on
    public record Descent(EpochId parent, long last, EpochId child) {}

    private record Epoch(EpochId id, long base) {}

    private record Stored(long position, Digest head) {}

    public static DiskContents of(Database database, TerminalId terminal) {
        return database.reading(transaction -> {
            List<Epoch> epochs = transaction.query(
                    "SELECT epoch, base FROM journal_epoch ORDER BY ordinal",
                    row -> new Epoch(new EpochId(row.text("epoch")), row.integer("base")));
            List<Stored> records = transaction.query(
                    "SELECT position, head FROM journal_record ORDER BY position",
                    row -> new Stored(row.integer("position"), Digest.wrap(row.bytes("head"))));
            List<Descent> descents = new ArrayList<>();
            for (int i = 1; i < epochs.size(); i++) {
                Epoch parent = epochs.get(i - 1);
                descents.add(new Descent(
                        parent.id(),
                        epochs.get(i).base() - parent.base(),
                        epochs.get(i).id()));
            }
            return new DiskContents(placed(terminal, epochs, records), descents);
        });
    }

    private static Map<Place, Digest> placed(TerminalId terminal, List<Epoch> epochs, List<Stored> records) {
        Map<Place, Digest> heads = new LinkedHashMap<>();
        int at = 0;
        for (Stored record : records) {
            while (at + 1 < epochs.size() && epochs.get(at + 1).base() < record.position()) {
                at++;
            }
            Epoch epoch = epochs.get(at);
            heads.put(new Place(terminal, epoch.id(), record.position() - epoch.base()), record.head());
        }
        return heads;
    }
}
