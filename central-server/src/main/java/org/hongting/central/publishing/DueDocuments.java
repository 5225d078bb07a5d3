package org.hongting.central.publishing;

import java.util.List;
import org.hongting.protocol.port.Transaction;

/// The marks of documents that no longer say what their tables say.
public final class DueDocuments {
    private DueDocuments() {}

    /// A mark as it was read.
    ///
    /// @param document `kind/scope`; the scope may stand for several documents
    /// @param stamp rises with every mark
    record Mark(String document, long stamp) {
        String kind() {
            return document.substring(0, document.indexOf('/'));
        }

        String scope() {
            return document.substring(document.indexOf('/') + 1);
        }
    }

    /// Marks within the transaction that makes the document stale.
    public static void mark(Transaction transaction, String kind, String scope) {
        transaction.update(
                "INSERT INTO publication_due (document, stamp) VALUES (?, 1)"
                        + " ON CONFLICT (document) DO UPDATE SET stamp = publication_due.stamp + 1",
                kind + "/" + scope);
    }

    static List<Mark> all(Transaction transaction) {
        return transaction.query(
                "SELECT document, stamp FROM publication_due ORDER BY document",
                row -> new Mark(row.text("document"), row.integer("stamp")));
    }

    /// Takes the mark away unless another came meanwhile.
    static void served(Transaction transaction, Mark mark) {
        transaction.update(
                "DELETE FROM publication_due WHERE document = ? AND stamp = ?", mark.document(), mark.stamp());
    }
}
