package org.hongting.central.document;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// The transfers of one look at many terminals: most of them hold the same, and a roster of thousands is read once for
/// all of these.
final class Transfers {
    private final Database database;
    private final DocumentStore documents;
    private final Map<Way, Optional<Transfer>> made = new HashMap<>();

    Transfers(Database database, DocumentStore documents) {
        this.database = database;
        this.documents = documents;
    }

    private record Way(DocumentName name, @Nullable HeldDocument from) {}

    /// @param said what a terminal holds of it
    /// @return nothing where it holds the present state
    Optional<Transfer> to(DocumentName name, @Nullable HeldDocument said) {
        return made.computeIfAbsent(
                new Way(name, said), way -> database.reading(transaction -> make(transaction, way)));
    }

    private Optional<Transfer> make(Transaction transaction, Way way) {
        HeldDocument said = way.from();
        return documents
                .find(transaction, way.name())
                .filter(current -> differs(current, said))
                .map(current -> {
                    List<DocumentEntry> whole = documents.entries(transaction, way.name());
                    return Optional.ofNullable(said)
                            .flatMap(base -> documents.changesSince(transaction, base))
                            .filter(changes -> bytesOf(changes) < bytesOf(whole))
                            .map(changes -> new Transfer(current, said, changes))
                            .orElseGet(() -> new Transfer(current, null, whole));
                });
    }

    static boolean differs(@Nullable HeldDocument head, @Nullable HeldDocument said) {
        return head != null && (said == null || !said.hash().equals(head.hash()));
    }

    private static int bytesOf(List<DocumentEntry> entries) {
        return entries.stream()
                .collect(Collectors.summingInt(entry -> entry.line().length() + 1));
    }
}
