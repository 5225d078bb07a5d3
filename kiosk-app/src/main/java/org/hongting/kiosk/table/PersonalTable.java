package org.hongting.kiosk.table;

import java.util.List;
import java.util.Optional;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.PersonalEntry;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.replica.Projection;

/// What members see about themselves, as the centre said it. Entries are kept as their lines: nobody asks for more than
/// one of them at a time.
public final class PersonalTable implements Projection {
    static final List<String> TABLES = List.of("""
            CREATE TABLE desk_personal (
                member TEXT NOT NULL PRIMARY KEY, bucket TEXT NOT NULL, line BLOB NOT NULL
            ) STRICT, WITHOUT ROWID
            """, "CREATE INDEX desk_personal_bucket ON desk_personal (bucket)");

    @Override
    public boolean wants(DocumentName document) {
        return document.kind().equals("personal");
    }

    @Override
    public void apply(Transaction transaction, DocumentName document, DocumentChange change) {
        if (change.snapshot()) {
            transaction.update("DELETE FROM desk_personal WHERE bucket = ?", document.scope());
        }
        for (PersonalEntry entry : change.putAs(PersonalEntry.class, malformed -> {})) {
            transaction.update(
                    "INSERT INTO desk_personal (member, bucket, line) VALUES (?, ?, ?)"
                            + " ON CONFLICT (member) DO UPDATE SET bucket = excluded.bucket, line = excluded.line",
                    entry.id().value(),
                    document.scope(),
                    DocumentEntry.of(entry).line().bytes());
        }
        change.removed().forEach(member -> transaction.update("DELETE FROM desk_personal WHERE member = ?", member));
    }

    /// Empty where the centre has said nothing: it knows of no meeting and no quiz, or was not heard yet.
    public Optional<PersonalEntry> find(Transaction transaction, MemberId member) {
        return transaction.queryFirst(
                "SELECT line FROM desk_personal WHERE member = ?",
                row -> Json.read(row.bytes("line"), PersonalEntry.class),
                member.value());
    }
}
