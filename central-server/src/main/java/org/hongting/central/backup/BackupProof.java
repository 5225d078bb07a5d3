package org.hongting.central.backup;

import java.nio.file.Path;
import java.util.Optional;
import org.hongting.central.ingest.HeldChains;
import org.hongting.central.platform.database.StoreCopy;
import org.hongting.central.platform.database.StoreIdentity;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;

/// Proves that a copy holds what its watermarks say: the file is whole, and every chain comes to its head.
final class BackupProof {
    private BackupProof() {}

    /// What was found in a copy that holds.
    record Proved(StoreId store, long epochs, long records) {
        /// The same under another name.
        Proved under(StoreId other) {
            return new Proved(other, epochs, records);
        }
    }

    /// @throws BackupFailure if it does not hold, and says what does not
    static Proved of(StoreCopy kind, Path file) throws BackupFailure {
        Optional<String> damage = kind.damage(file);
        if (damage.isPresent()) {
            throw new BackupFailure("the file is damaged (" + damage.get() + ")");
        }
        try {
            Database database = kind.look(file);
            StoreId store = database.reading(StoreIdentity::find)
                    .orElseThrow(() -> new BackupFailure("the file is no store of a centre"));
            HeldChains.Found found = database.reading(HeldChains::check);
            if (found.wrong().isPresent()) {
                throw new BackupFailure(found.wrong().get());
            }
            return new Proved(store, found.epochs(), found.records());
        } catch (DatabaseFault | IllegalArgumentException e) {
            throw new BackupFailure("the file is no store of a centre (" + e.getMessage() + ")");
        }
    }
}
