package org.hongting.kiosk.quiz;

import java.util.Optional;
import org.hongting.protocol.document.PersonalEntry;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;

/// What the centre knows of members from all terminals.
@FunctionalInterface
public interface PersonalEntries {
    Optional<PersonalEntry> find(Transaction transaction, MemberId member);

    /// Nothing was heard of anybody.
    static PersonalEntries none() {
        return (_, _) -> Optional.empty();
    }
}
