package org.hongting.central.alert;

import java.util.List;
import org.hongting.protocol.port.Transaction;

/// Hears in the transaction of a look what fired and what cleared in it; not called where nothing did.
@FunctionalInterface
public interface OnAlert {
    void changed(Transaction transaction, List<Change> fired, List<Change> cleared);

    /// One alert that fired or cleared.
    ///
    /// @param name of the terminal or building, as people call it
    record Change(AlertKey key, String name, String place, String detail) {}
}
