package org.hongting.kiosk.table;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;

/// Reads whose meeting is being chosen. They lie here with their moment until somebody chooses or time does, so that
/// a power cut in between loses none.
public final class ChoiceTable {
    static final List<String> TABLES = List.of("""
            CREATE TABLE desk_choice (
                member TEXT PRIMARY KEY, credential TEXT NOT NULL, device TEXT NOT NULL, simulated INTEGER NOT NULL,
                wall TEXT NOT NULL, quality TEXT NOT NULL, boot TEXT NOT NULL, mono INTEGER NOT NULL,
                phone INTEGER, step INTEGER
            ) STRICT, WITHOUT ROWID
            """);

    /// A read that waits.
    public record Waiting(MemberId member, Fact.Origin origin, ClockReading when) {}

    /// The first read counts: whoever shows the card again meanwhile is asked again and loses no time.
    public void keep(Transaction transaction, Waiting waiting) {
        ClockReading when = waiting.when();
        Fact.PassUse pass = waiting.origin().pass();
        transaction.update(
                "INSERT OR IGNORE INTO desk_choice (member, credential, device, simulated, wall, quality, boot, mono, phone,"
                        + " step) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                waiting.member().value(),
                waiting.origin().credential().name(),
                waiting.origin().device(),
                waiting.origin().simulated() ? 1 : 0,
                when.wall().toString(),
                when.quality().name(),
                when.boot().value(),
                when.monotonicNanos(),
                pass == null ? null : pass.phone(),
                pass == null ? null : pass.step());
    }

    public Optional<Waiting> find(Transaction transaction, MemberId member) {
        return all(transaction).stream()
                .filter(waiting -> waiting.member().equals(member))
                .findFirst();
    }

    public List<Waiting> all(Transaction transaction) {
        return transaction.query(
                "SELECT * FROM desk_choice ORDER BY wall, member",
                row -> new Waiting(
                        new MemberId(row.text("member")),
                        new Fact.Origin(
                                CredentialKind.valueOf(row.text("credential")),
                                row.text("device"),
                                row.integer("simulated") == 1,
                                row.isNull("phone")
                                        ? null
                                        : new Fact.PassUse((int) row.integer("phone"), row.integer("step"))),
                        new ClockReading(
                                OffsetDateTime.parse(row.text("wall")),
                                ClockQuality.valueOf(row.text("quality")),
                                new BootId(row.text("boot")),
                                row.integer("mono"))));
    }

    public void forget(Transaction transaction, MemberId member) {
        transaction.update("DELETE FROM desk_choice WHERE member = ?", member.value());
    }
}
