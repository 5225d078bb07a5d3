package org.hongting.simulator.simulation.judge;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.ReadFact;

/// What the centre's database holds.
///
/// @param held records, good ones and those in the quarantine, in order of terminal, epoch and sequence
/// @param watermarks of each epoch, under the place of its record 0
/// @param alarms kind and terminal of each
/// @param projected what the simulation's own projection was given
/// @param erased of whom nothing is to be kept
record CentreContents(
        List<Held> held,
        Map<Place, Watermark> watermarks,
        List<Alarm> alarms,
        List<String> projected,
        Set<MemberId> erased) {
    /// @param good false in the quarantine
    record Held(Place place, Line envelope, Line body, boolean good) {
        boolean isErased() {
            return body.equals(ReadFact.TOMBSTONE);
        }
    }

    record Watermark(long upTo, Digest head) {}

    record Alarm(String kind, TerminalId terminal, String detail) {}

    static CentreContents of(Database database) {
        return database.reading(transaction -> {
            Map<Place, Watermark> watermarks = new LinkedHashMap<>();
            transaction.query(
                    "SELECT terminal, epoch, up_to, head FROM epoch ORDER BY terminal, epoch",
                    row -> watermarks.put(
                                    place(row, 0), new Watermark(row.integer("up_to"), Digest.wrap(row.bytes("head"))))
                            == null);
            return new CentreContents(
                    transaction.query(
                            "SELECT terminal, epoch, seq, envelope, body, 1 AS good FROM record"
                                    + " UNION ALL"
                                    + " SELECT terminal, epoch, seq, envelope, body, 0 FROM quarantine"
                                    + " ORDER BY terminal, epoch, seq",
                            row -> new Held(
                                    place(row, row.integer("seq")),
                                    Line.of(row.bytes("envelope")),
                                    Line.of(row.bytes("body")),
                                    row.integer("good") == 1)),
                    watermarks,
                    transaction.query(
                            "SELECT kind, terminal, detail FROM alarm",
                            row -> new Alarm(
                                    row.text("kind"), new TerminalId(row.text("terminal")), row.text("detail"))),
                    transaction.query("SELECT subject FROM audit", row -> row.text("subject")),
                    Set.copyOf(
                            transaction.query("SELECT member FROM erasure", row -> new MemberId(row.text("member")))));
        });
    }

    private static Place place(Transaction.Row row, long seq) {
        return new Place(new TerminalId(row.text("terminal")), new EpochId(row.text("epoch")), seq);
    }

    /// The places of all that is held, or of the good records.
    Set<Place> places(boolean onlyGood) {
        Set<Place> places = new HashSet<>();
        held.stream().filter(one -> one.good() || !onlyGood).forEach(one -> places.add(one.place()));
        return places;
    }

    List<Held> quarantine() {
        return held.stream().filter(one -> !one.good()).toList();
    }
}
