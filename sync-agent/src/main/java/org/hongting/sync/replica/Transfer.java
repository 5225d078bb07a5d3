package org.hongting.sync.replica;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.wire.DocumentPart;
import org.jspecify.annotations.Nullable;

/// The parts of one transfer as they come, in any order and more than once.
final class Transfer {
    private final HeldDocument result;
    private final @Nullable HeldDocument base;
    private final int parts;
    private final Map<Integer, List<DocumentEntry>> arrived = new TreeMap<>();
    private long bytes;

    Transfer(DocumentPart.Header header) {
        this.result = header.result();
        this.base = header.base();
        this.parts = header.parts();
    }

    boolean includes(DocumentPart.Header header) {
        return result.equals(header.result()) && Objects.equals(base, header.base()) && parts == header.parts();
    }

    void add(DocumentPart part) {
        if (arrived.putIfAbsent(part.header().part(), part.entries()) == null) {
            bytes += part.entries().stream()
                    .mapToLong(entry -> entry.line().length())
                    .sum();
        }
    }

    boolean isComplete() {
        return arrived.size() == parts;
    }

    long bytes() {
        return bytes;
    }

    HeldDocument result() {
        return result;
    }

    /// Absent for a snapshot.
    @Nullable
    HeldDocument base() {
        return base;
    }

    /// All entries, removals among them; of an id that is named twice the last counts.
    Collection<DocumentEntry> entries() {
        Map<String, DocumentEntry> entries = new LinkedHashMap<>();
        arrived.values().forEach(part -> part.forEach(entry -> entries.put(entry.id(), entry)));
        return entries.values();
    }
}
