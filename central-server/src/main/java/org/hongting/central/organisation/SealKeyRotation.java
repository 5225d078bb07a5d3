package org.hongting.central.organisation;

import java.time.InstantSource;
import org.hongting.central.document.DocumentStore;
import org.hongting.central.document.SiteKeyDocument;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.port.Database;
import org.hongting.provisioning.authority.SiteAuthority;

/// Makes a new key for terminals to seal card numbers for, when somebody asks for it: after a copy of the
/// site's keys may have come into wrong hands. A lost terminal is no reason: it holds the public half alone.
/// What was sealed for keys of before still opens.
public final class SealKeyRotation {
    private final Database database;
    private final SiteAuthority authority;
    private final DocumentStore documents;
    private final InstantSource clock;

    public SealKeyRotation(Database database, SiteAuthority authority, DocumentStore documents, InstantSource clock) {
        this.database = database;
        this.authority = authority;
        this.documents = documents;
        this.clock = clock;
    }

    /// The number of the key that terminals seal for now.
    public int number() {
        return authority.sealKey().number();
    }

    /// @param actor the account that asked for it
    /// @return the number of the new key; terminals hear of it at once
    public int rotate(String actor) {
        // The file first: what is sealed for a key that is published and lost would never open.
        int number = authority.rotateSealKey();
        return database.inTransaction(transaction -> {
            documents.replace(transaction, DocumentName.KEYS, SiteKeyDocument.of(authority));
            AuditLog.write(
                    transaction,
                    new AuditLog.Act(clock.instant(), actor, "seal-key.rotated", "site", "seal key " + number));
            return number;
        });
    }
}
