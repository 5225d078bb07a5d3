package org.hongting.central.publishing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.port.Database;

/// Replaces the documents that are marked, one mark at a time; what fails stays marked and does not stop the others.
/// What is large rests for several times as long as it took to make, while it stays marked: a hundred thousand people
/// who arrive at one meeting would otherwise be gathered anew twice a second, and the terminals that bring them would
/// wait for it.
/// Not safe for use by many threads: one loop calls it.
public final class Publisher {
    private static final System.Logger LOG = System.getLogger(Publisher.class.getName());

    /// What has fewer entries is made whenever it is marked.
    private static final int LARGE = 10_000;

    private static final int RESTS_TIMES = 4;

    private final Database database;
    private final Map<String, DocumentSource> sources;
    private final DocumentTarget target;
    private final ChangeListener listener;
    private final LongSupplier nanoTime;

    /// Until when documents rest, by their marks' names.
    private final Map<String, Long> resting = new HashMap<>();

    /// The last document of each unhurried kind that had its turn.
    private final Map<String, String> last = new HashMap<>();

    public Publisher(Database database, List<DocumentSource> sources, DocumentTarget target, ChangeListener listener) {
        this(database, sources, target, listener, System::nanoTime);
    }

    Publisher(
            Database database,
            List<DocumentSource> sources,
            DocumentTarget target,
            ChangeListener listener,
            LongSupplier nanoTime) {
        this.database = database;
        this.sources = sources.stream().collect(Collectors.toMap(DocumentSource::kind, Function.identity()));
        this.target = target;
        this.listener = listener;
        this.nanoTime = nanoTime;
    }

    /// Serves every mark that is there now and does not rest, and then one of each kind that is unhurried.
    public void publishDue() {
        long now = nanoTime.getAsLong();
        resting.values().removeIf(until -> until - now <= 0);
        Map<Boolean, List<DueDocuments.Mark>> due = database.reading(DueDocuments::all).stream()
                .filter(mark -> !resting.containsKey(mark.document()))
                .collect(Collectors.partitioningBy(this::isUnhurried));
        due.getOrDefault(false, List.of()).forEach(this::attempt);
        due.getOrDefault(true, List.of()).stream()
                .collect(Collectors.groupingBy(DueDocuments.Mark::kind))
                .forEach((kind, marks) -> attempt(next(kind, marks)));
    }

    private boolean isUnhurried(DueDocuments.Mark mark) {
        DocumentSource source = sources.get(mark.kind());
        return source != null && source.isUnhurried();
    }

    /// The one that comes after the last, round and round: one that is marked all the time does not hide the others.
    ///
    /// @param marks at least one, by name
    private DueDocuments.Mark next(String kind, List<DueDocuments.Mark> marks) {
        String before = last.getOrDefault(kind, "");
        DueDocuments.Mark next = marks.stream()
                .filter(mark -> mark.document().compareTo(before) > 0)
                .findFirst()
                .orElse(marks.getFirst());
        last.put(kind, next.document());
        return next;
    }

    private void attempt(DueDocuments.Mark mark) {
        try {
            publish(mark);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "could not publish " + mark.document(), e);
        }
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
        long begun = nanoTime.getAsLong();
        Map<DocumentName, List<DocumentEntry>> contents =
                database.reading(transaction -> source.contents(transaction, mark.scope()));
        contents.forEach(target::replace);
        database.inTransaction(transaction -> {
            DueDocuments.served(transaction, mark);
            return null;
        });
        if (contents.values().stream().mapToInt(List::size).sum() > LARGE) {
            long now = nanoTime.getAsLong();
            resting.put(mark.document(), now + RESTS_TIMES * (now - begun));
        }
        listener.changed(mark.kind());
    }
}
