package org.hongting.kiosk;

import java.util.List;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.sync.erasure.Erasures;
import org.hongting.sync.replica.Projection;
import org.hongting.sync.replica.Replica;
import org.hongting.sync.store.Schema;
import org.hongting.sync.store.SqliteDatabase;

/// What this kiosk keeps of people beside its journal and the centre's documents, and how it goes with them. What
/// follows a document goes with that document's next state. Who arrived where stays as an id: it names nobody, and
/// heads are counted by it.
///
/// May be called on any thread.
final class TerminalErasures {
    /// What was shown can stand there as a keyed hash, and nobody can tell whose it is: the memory of a minute
    /// goes whole. The condition is always true and takes the id that every statement is given.
    static final String REPEATS = "DELETE FROM desk_repeat WHERE ? <> ''";

    /// Each takes one person's rows away.
    static final List<String> OWN_ROWS = List.of(
            "DELETE FROM desk_bound_card WHERE member = ?",
            "DELETE FROM desk_choice WHERE member = ?",
            "DELETE FROM desk_pass WHERE member = ?",
            REPEATS,
            "DELETE FROM desk_try WHERE who = ?",
            "DELETE FROM desk_wish WHERE member = ?",
            "DELETE FROM desk_personal WHERE member = ?",
            "DELETE FROM quiz_attempt WHERE member = ?",
            "DELETE FROM quiz_wrong WHERE member = ?",
            "DELETE FROM study_place WHERE member = ?",
            "DELETE FROM study_progress WHERE member = ?");

    private static final System.Logger LOG = System.getLogger(TerminalErasures.class.getName());

    private final SqliteDatabase database;
    private final Erasures erasures = new Erasures(OWN_ROWS);

    /// Makes its tables.
    TerminalErasures(SqliteDatabase database) {
        this.database = database;
        Schema.apply(database, Erasures.MIGRATIONS);
    }

    Projection projection() {
        return erasures;
    }

    /// The log still holds the pages of before.
    void emptyLog() {
        try {
            if (!database.emptyLog()) {
                LOG.log(System.Logger.Level.INFO, "the log holds erased bytes until nobody reads the file");
            }
        } catch (DatabaseFault e) {
            LOG.log(System.Logger.Level.WARNING, "the log could not be emptied: {0}", e.kind());
        }
    }

    /// Takes away what was written of erased people since, and what that and later documents left in the log.
    void again(Replica replica) {
        if (replica.find(DocumentName.ERASE).isPresent()) {
            erasures.again(database, replica);
            emptyLog();
        }
    }
}
