package org.hongting.simulator.simulation.scenario;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.simulator.simulation.judge.Place;

/// One byte of one record's body that is no longer what was written. The first record of an epoch is left alone: with
/// it the centre loses the word that it goes on from another.
final class SpoiledByte {
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Candidate(EpochId epoch, long seq, long position, byte[] body) {}

    private SpoiledByte() {}

    /// @return where; nothing if every record is acknowledged
    static Optional<Place> in(Database database, TerminalId terminal, RandomGenerator dice) {
        return database.inTransaction(transaction -> {
            List<Candidate> candidates = transaction.query(
                    """
                    SELECT e.epoch, r.position - e.base AS seq, r.position, r.body
                    FROM journal_record r JOIN journal_epoch e
                      ON e.ordinal = (SELECT max(ordinal) FROM journal_epoch WHERE base < r.position)
                    LEFT JOIN journal_acknowledged a ON a.epoch = e.ordinal
                    WHERE r.position - e.base > max(1, coalesce(a.up_to, 0))
                    ORDER BY r.position""",
                    row -> new Candidate(
                            new EpochId(row.text("epoch")),
                            row.integer("seq"),
                            row.integer("position"),
                            row.bytes("body")));
            if (candidates.isEmpty()) {
                return Optional.empty();
            }
            Candidate chosen = candidates.get(dice.nextInt(candidates.size()));
            byte[] body = chosen.body();
            int at = dice.nextInt(body.length);
            // A line break is the worst of them: lines are what everything is made of.
            byte other = dice.nextInt(4) == 0 ? (byte) '\n' : (byte) (body[at] ^ (1 << dice.nextInt(8)));
            body[at] = other;
            transaction.update("UPDATE journal_record SET body = ? WHERE position = ?", body, chosen.position());
            return Optional.of(new Place(terminal, chosen.epoch(), chosen.seq()));
        });
    }
}
