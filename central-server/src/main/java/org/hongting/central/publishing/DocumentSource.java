package org.hongting.central.publishing;

import java.util.List;
import java.util.Map;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.port.Transaction;

/// Makes the documents of one kind out of the tables.
public interface DocumentSource {
    /// The kind whose marks it serves: the part of the mark before the slash.
    String kind();

    /// The whole present content of every document that the mark stands for.
    Map<DocumentName, List<DocumentEntry>> contents(Transaction transaction, String scope);

    /// Whether making one takes long and nobody stands waiting for it: then one of the kind is made in a turn of the
    /// publisher, after everything that is urgent, and each has its turn.
    default boolean isUnhurried() {
        return false;
    }
}
