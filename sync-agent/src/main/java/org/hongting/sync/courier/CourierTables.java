package org.hongting.sync.courier;

import java.util.List;
import java.util.Optional;
import org.hongting.protocol.port.Transaction;
import org.hongting.sync.store.Migration;

/// The questions that are on their way: an answer comes days later, and the terminal was switched off meanwhile.
final class CourierTables {
    static final List<Migration> MIGRATIONS = List.of(new Migration("courier", 1, List.of("""
                    CREATE TABLE courier_asked (
                      number INTEGER NOT NULL PRIMARY KEY,
                      nonce TEXT NOT NULL UNIQUE
                    ) STRICT""")));

    /// Sticks that may be on their way at one time, with some that got lost.
    private static final int REMEMBERED = 16;

    private CourierTables() {}

    static void remember(Transaction transaction, String nonce) {
        transaction.update("INSERT INTO courier_asked (nonce) VALUES (?)", nonce);
        transaction.update(
                "DELETE FROM courier_asked WHERE number <= (SELECT max(number) FROM courier_asked) - ?", REMEMBERED);
    }

    /// An answer closes its question only when the next one is answered: a stick may be put in twice. Older questions
    /// are closed, for what their answers say is out of date.
    ///
    /// @return whether the question was open
    static boolean answer(Transaction transaction, String nonce) {
        Optional<Long> number = transaction.queryFirst(
                "SELECT number FROM courier_asked WHERE nonce = ?", row -> row.integer("number"), nonce);
        number.ifPresent(answered -> transaction.update("DELETE FROM courier_asked WHERE number < ?", answered));
        return number.isPresent();
    }
}
