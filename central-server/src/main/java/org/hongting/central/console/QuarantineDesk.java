package org.hongting.central.console;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntBiFunction;
import org.hongting.central.ingest.Quarantine;
import org.hongting.central.ingest.Quarantine.Name;
import org.hongting.central.ingest.Quarantine.Tried;
import org.hongting.central.ingest.QuarantineReason;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What an account does about records in quarantine, with its line in the audit log in the same transaction.
@Component
class QuarantineDesk {
    /// Records of one transaction: terminals that send meanwhile wait for no more than these.
    private static final int AT_ONCE = 500;

    /// Records of one press of a button.
    private static final int MOST = 100_000;

    private static final int NOTE_SIGNS = 200;

    private final Database database;
    private final Quarantine quarantine;
    private final AuditLog audit;

    QuarantineDesk(Database database, Quarantine quarantine, AuditLog audit) {
        this.database = database;
        this.quarantine = quarantine;
        this.audit = audit;
    }

    /// What trying again came to.
    public record Tally(int taken, int refused, int gone) {
        Tally plus(Tally other) {
            return new Tally(taken + other.taken, refused + other.refused, gone + other.gone);
        }
    }

    Tally again(Name name, String account) {
        return again(List.of(name), name.toString(), account);
    }

    /// Everything that waits of a terminal and a reason, in the order in which terminals wrote it.
    Tally againAll(String terminal, @Nullable QuarantineReason reason, String account) {
        List<Name> names = waiting(terminal, reason);
        Tally tally = new Tally(0, 0, 0);
        for (int i = 0; i < names.size(); i += AT_ONCE) {
            List<Name> some = names.subList(i, Math.min(names.size(), i + AT_ONCE));
            tally = tally.plus(again(some, subject(terminal, reason), account));
        }
        return tally;
    }

    private Tally again(List<Name> names, String subject, String account) {
        return database.inTransaction(transaction -> {
            Map<Tried, Integer> tried = new EnumMap<>(Tried.class);
            names.forEach(name -> tried.merge(quarantine.again(transaction, name), 1, Integer::sum));
            Tally tally = new Tally(
                    tried.getOrDefault(Tried.TAKEN, 0),
                    tried.getOrDefault(Tried.REFUSED, 0),
                    tried.getOrDefault(Tried.GONE, 0));
            audit.record(
                    transaction,
                    account,
                    "quarantine.tried-again",
                    subject,
                    "taken " + tally.taken() + ", refused " + tally.refused());
            return tally;
        });
    }

    /// @throws IllegalArgumentException unless the note is one line of 1 to 200 signs
    int discard(Name name, String note, String account) {
        return each(
                List.of(name),
                name.toString(),
                "quarantine.discarded",
                checked(note),
                account,
                (tx, one) -> quarantine.discard(tx, one, account, note.strip()) ? 1 : 0);
    }

    /// Everything that waits of a terminal and a reason.
    ///
    /// @throws IllegalArgumentException unless the note is one line of 1 to 200 signs
    int discardAll(String terminal, @Nullable QuarantineReason reason, String note, String account) {
        return each(
                waiting(terminal, reason),
                subject(terminal, reason),
                "quarantine.discarded",
                checked(note),
                account,
                (transaction, one) -> quarantine.discard(transaction, one, account, note.strip()) ? 1 : 0);
    }

    int putBack(Name name, String account) {
        return each(
                List.of(name),
                name.toString(),
                "quarantine.put-back",
                "",
                account,
                (transaction, one) -> quarantine.putBack(transaction, one) ? 1 : 0);
    }

    private int each(
            List<Name> names,
            String subject,
            String action,
            String note,
            String account,
            ToIntBiFunction<Transaction, Name> act) {
        return database.inTransaction(transaction -> {
            int done = names.stream()
                    .mapToInt(name -> act.applyAsInt(transaction, name))
                    .sum();
            if (done > 0) {
                audit.record(transaction, account, action, subject, note.isEmpty() ? "" : done + ": " + note);
            }
            return done;
        });
    }

    private List<Name> waiting(String terminal, @Nullable QuarantineReason reason) {
        return database.reading(transaction -> quarantine.waiting(transaction, terminal, reason, MOST));
    }

    private static String subject(String terminal, @Nullable QuarantineReason reason) {
        return (terminal.isEmpty() ? "*" : terminal) + "/" + (reason == null ? "*" : reason.word());
    }

    static String checked(String note) {
        String stripped = note.strip();
        if (stripped.isEmpty()
                || stripped.length() > NOTE_SIGNS
                || stripped.lines().count() > 1) {
            throw new IllegalArgumentException("a note is one line of 1 to " + NOTE_SIGNS + " signs");
        }
        return stripped;
    }
}
