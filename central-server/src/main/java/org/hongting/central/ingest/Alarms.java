package org.hongting.central.ingest;

import java.time.Instant;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;

/// What a person must look at. An alarm stops nobody; the same one is raised once, however often its cause comes
/// back.
public final class Alarms {
    private static final int ID_BYTES = 8;

    private final RandomGenerator random;

    public Alarms(RandomGenerator random) {
        this.random = random;
    }

    /// Why. The words stand in the table.
    public enum Kind {
        /// Records that the terminal has not any more and the centre never had.
        LOST,
        /// Two epochs continue one parent: a copied disk.
        FORK,
        /// The terminal holds less than it once sent: a disk put back to an older state.
        ROLLBACK,
        /// Two different records under one sequence number.
        DIVERGENCE,
        /// Two machines speak under one terminal's name at the same time: a copied card.
        TWO_MACHINES,
        /// A meeting was opened or closed at a terminal by somebody, or for a unit, that the centre cannot confirm.
        OPENED_IN_DOUBT,
        /// The same pass of one phone was taken at two terminals: somebody showed a copy.
        PASS_REUSED,
        /// The seal of a card that was bound does not open, or hides another card than the record says.
        CARD_SEAL,
        /// A terminal asked another paper than the one that follows from bank, rule and seed.
        QUIZ_PAPER,
        /// A terminal showed another result than its answers come to.
        QUIZ_SCORE,
        /// There is no new backup.
        BACKUP_FAILED;

        String word() {
            return Words.of(this);
        }
    }

    public void raise(Transaction transaction, Kind kind, TerminalId terminal, String detail, Instant now) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        transaction.update(
                "INSERT INTO alarm (id, kind, terminal, detail, raised_at) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (kind, terminal, detail) DO NOTHING",
                HexFormat.of().formatHex(id),
                kind.word(),
                terminal.value(),
                detail,
                UtcText.of(now));
    }
}
