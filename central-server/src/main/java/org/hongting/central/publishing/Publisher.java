package org.hongting.central.publishing;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.port.Database;

/// Replaces the documents that are marked, one mark at a time; what fails stays marked and does not stop the others.
/// Not safe for use by many threads: one loop calls it.
public final class Publisher {
    private static final System.Logger LOG = System.getLogger(Publisher.class.getName());

    private final Database database;
    private final Map<String, DocumentSource> sources;
    private final DocumentTarget target;
    private final ChangeListener listener;

    public Publisher(Database database, List<DocumentSource> sources, DocumentTarget target, ChangeListener listener) {
        this.database = database;
        this.sources = sources.stream().collect(Collectors.toMap(DocumentSource::kind, Function.identity()));
        this.target = target;
        this.listener = listener;
    }

    /// Serves every mark that is there now.
    public void publishDue() {
        database.reading(DueDocuments::all).forEach(mark -> {
            try {
                publish(mark);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "could not publish " + mark.document(), e);
            }
        });
    }

    /// Marks one document, for reasons that lie outside the tables: a new day, a new terminal.
    public void mark(String kind, String scope) {
        database.inTransaction(transaction -> {
            DueDocuments.mark(transaction, kind, scope);
            return null;
        });
    }

    private void publish(DueDocuments.Mark mark) {
        DocumentSource source = sources.get(mark.kind());
        if (source == null) {
            throw new IllegalStateException("nothing makes documents of that kind");
        }
        Map<DocumentName, List<DocumentEntry>> contents =
                database.reading(transaction -> source.contents(transaction, mark.scope()));
        contents.forEach(target::replace);
        database.inTransaction(transaction -> {
            DueDocuments.served(transaction, mark);
            return null;
        });
        listener.changed(mark.kind());
    }
}
