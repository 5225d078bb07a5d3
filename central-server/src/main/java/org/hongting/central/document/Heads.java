package org.hongting.central.document;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.HeldDocument;
import org.jspecify.annotations.Nullable;

/// The present states of documents, each read when somebody first asks for it, and then that of some moments ago. There
/// are some for each terminal and each meeting that ever was: whoever read them all for each terminal would make a
/// fleet
/// that comes back wait for the square of its number.
final class Heads {
    private final Function<Collection<DocumentName>, Map<DocumentName, HeldDocument>> reading;
    private final Map<DocumentName, @Nullable HeldDocument> read = new HashMap<>();

    /// @param reading finds those among these that were ever published; may find others, too
    Heads(Function<Collection<DocumentName>, Map<DocumentName, HeldDocument>> reading) {
        this.reading = reading;
    }

    /// Reads these at once and not one by one.
    void fetch(Collection<DocumentName> names) {
        List<DocumentName> unread =
                names.stream().filter(name -> !read.containsKey(name)).toList();
        if (!unread.isEmpty()) {
            Map<DocumentName, HeldDocument> found = reading.apply(unread);
            unread.forEach(name -> read.put(name, found.get(name)));
        }
    }

    /// @return nothing where it was never published
    @Nullable
    HeldDocument of(DocumentName name) {
        fetch(List.of(name));
        return read.get(name);
    }
}
