package org.hongting.kiosk.table;

import java.util.List;
import java.util.OptionalLong;
import org.hongting.protocol.code.PassWindow;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;

/// The last pass that was taken of every phone: the next must be of a later step.
///
/// A step that is still to come, taken when the kiosk's clock was ahead or only guessed, keeps no phone outside: it is
/// passed over until its time. What was taken by guess stands in a row of its own, so that such a step is still known
/// when the clock guesses again.
public final class PassTable {
    static final List<String> TABLES = List.of("""
            CREATE TABLE desk_pass (
                member TEXT NOT NULL, phone INTEGER NOT NULL, guessed INTEGER NOT NULL, step INTEGER NOT NULL,
                PRIMARY KEY (member, phone, guessed)
            ) STRICT, WITHOUT ROWID
            """);

    /// The step that a pass of this phone must exceed; nothing where none was taken.
    public OptionalLong last(Transaction transaction, MemberId member, int phone, PassWindow window) {
        return transaction
                .query(
                        "SELECT step FROM desk_pass WHERE member = ? AND phone = ? AND step <= ?",
                        row -> row.integer("step"),
                        member.value(),
                        phone,
                        window.last())
                .stream()
                .mapToLong(Long::longValue)
                .max();
    }

    /// Remembers a pass that was taken.
    public void take(Transaction transaction, MemberId member, Fact.PassUse pass, ClockReading now) {
        transaction.update(
                "INSERT INTO desk_pass (member, phone, guessed, step) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (member, phone, guessed) DO UPDATE SET step = excluded.step",
                member.value(),
                pass.phone(),
                now.quality() == ClockQuality.GUESSED ? 1 : 0,
                pass.step());
    }
}
