package org.hongting.simulator.simulation.scenario;

import java.util.List;
import java.util.Optional;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.sync.erasure.Erasures;
import org.hongting.sync.journal.Entry;
import org.hongting.sync.journal.Journal;

/// Somebody shows a card: record and mark are written together, as a desk writes them, unless they have arrived
/// already.
final class Door {
    static final String TABLE = """
            CREATE TABLE door_mark (
              member TEXT NOT NULL PRIMARY KEY,
              epoch TEXT NOT NULL,
              seq INTEGER NOT NULL
            ) STRICT""";

    private static final MeetingId MEETING = new MeetingId("meeting-1");

    private final Journal journal;
    private final Database database;
    private final boolean apart;

    /// What goes from the door with somebody who is erased.
    static Erasures erasures() {
        return new Erasures(List.of("DELETE FROM door_mark WHERE member = ?"));
    }

    /// @param apart whether the mark is written in a transaction of its own
    Door(Journal journal, Database database, boolean apart) {
        this.journal = journal;
        this.database = database;
        this.apart = apart;
    }

    /// @return where they were recorded; nothing if they had arrived before
    /// @throws org.hongting.sync.journal.JournalFault if they are to be told "not recorded"
    Optional<Entry> read(MemberId member) {
        Optional<Entry> entry = journal.write((transaction, appender) -> {
            // Whoever is erased stands on no list any more that a terminal has.
            if (isMarked(transaction, member) || isErased(transaction, member)) {
                return Optional.empty();
            }
            Entry written = appender.append(new Fact.CheckInAdmitted(
                    MEETING, member, new Fact.Origin(CredentialKind.CARD, "pcsc-0", false), false));
            if (!apart) {
                mark(transaction, member, written);
            }
            return Optional.of(written);
        });
        if (apart && entry.isPresent()) {
            database.inTransaction(transaction -> mark(transaction, member, entry.get()));
        }
        return entry;
    }

    private static boolean isMarked(Transaction transaction, MemberId member) {
        return transaction
                .queryFirst("SELECT seq FROM door_mark WHERE member = ?", row -> row.integer("seq"), member.value())
                .isPresent();
    }

    private static boolean isErased(Transaction transaction, MemberId member) {
        return transaction
                .queryFirst(
                        "SELECT member FROM erasure_done WHERE member = ?", row -> row.text("member"), member.value())
                .isPresent();
    }

    private static int mark(Transaction transaction, MemberId member, Entry entry) {
        return transaction.update(
                "INSERT INTO door_mark (member, epoch, seq) VALUES (?, ?, ?)",
                member.value(),
                entry.epoch().value(),
                entry.seq());
    }
}
