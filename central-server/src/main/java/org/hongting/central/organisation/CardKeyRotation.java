package org.hongting.central.organisation;

import java.time.InstantSource;
import java.util.List;
import org.hongting.central.document.DocumentStore;
import org.hongting.central.document.SiteKeyDocument;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.publishing.BeforePublishing;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.provisioning.authority.SiteAuthority;

/// Makes a new card key when a terminal was lost, which is to say revoked: its disk holds card hashes together with
/// their key. Terminals hear of the new key first and of the roster that is hashed with it next; the key before stays
/// with them for as long as their roster may be the one of before, and goes at the next rotation.
///
/// What is due stands in the tables: a rotation that failed, or a server that died over it, is made up for.
final class CardKeyRotation implements BeforePublishing {
    private final Database database;
    private final SiteAuthority authority;
    private final DocumentStore documents;
    private final InstantSource clock;

    CardKeyRotation(Database database, SiteAuthority authority, DocumentStore documents, InstantSource clock) {
        this.database = database;
        this.authority = authority;
        this.documents = documents;
        this.clock = clock;
    }

    private record Loss(String terminal, String revokedAt) {}

    @Override
    public void turn() {
        boolean due = !database.reading(CardKeyRotation::losses).isEmpty();
        if (due) {
            rotate();
        }
    }

    private void rotate() {
        // The file first: a key that is published and lost would leave cards that nobody knows.
        int published = database.reading(transaction -> SiteKeyDocument.newestCardKey(transaction, documents))
                .number();
        int number = authority.cardKeyNumber() > published ? authority.cardKeyNumber() : authority.rotateCardKey();
        database.inTransaction(transaction -> {
            documents.replace(transaction, DocumentName.KEYS, SiteKeyDocument.of(authority));
            Members.markRoster(transaction);
            losses(transaction).forEach(loss -> answer(transaction, loss, number));
            return number;
        });
    }

    private static List<Loss> losses(Transaction transaction) {
        return transaction.query(
                "SELECT id, revoked_at FROM terminal WHERE revoked_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM"
                        + " card_key_rotation AS made WHERE made.terminal = terminal.id"
                        + " AND made.revoked_at = terminal.revoked_at) ORDER BY id",
                row -> new Loss(row.text("id"), row.text("revoked_at")));
    }

    private void answer(Transaction transaction, Loss loss, int number) {
        transaction.update(
                "INSERT INTO card_key_rotation (terminal, revoked_at, number, rotated_at) VALUES (?, ?, ?, ?)",
                loss.terminal(),
                loss.revokedAt(),
                number,
                UtcText.of(clock.instant()));
        AuditLog.write(
                transaction,
                new AuditLog.Act(
                        clock.instant(), "central server", "card-key.rotated", loss.terminal(), "card key " + number));
    }
}
