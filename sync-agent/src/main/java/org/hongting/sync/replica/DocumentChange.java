package org.hongting.sync.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.json.MalformedJson;

/// How a document changed.
///
/// @param snapshot true where `put` is everything and whatever else was there is gone; a document that was dropped is
/// an empty snapshot
/// @param put entries that are new or changed
/// @param removed ids of entries that are gone; empty for a snapshot
public record DocumentChange(boolean snapshot, List<DocumentEntry> put, List<String> removed) {
    public DocumentChange {
        put = List.copyOf(put);
        removed = List.copyOf(removed);
    }

    /// The entries of `put` as typed values. One that is malformed for its type is left out and reported, so that it
    /// cannot keep the others from being used.
    ///
    /// @param malformed is told the id of each entry that was left out
    public <T extends Record> List<T> putAs(Class<T> type, Consumer<String> malformed) {
        List<T> values = new ArrayList<>(put.size());
        for (DocumentEntry entry : put) {
            try {
                values.add(entry.as(type));
            } catch (MalformedJson e) {
                malformed.accept(entry.id());
            }
        }
        return values;
    }
}
