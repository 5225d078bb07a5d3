package org.hongting.sync.course;

import java.util.Set;
import java.util.stream.Collectors;
import org.hongting.protocol.document.CourseEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.replica.Projection;

/// Which editions the centre wants here: what `courses/<terminal>` says. Needs the tables of
/// [CourseShelf#MIGRATIONS].
public final class CourseWishes implements Projection {
    private static final System.Logger LOG = System.getLogger(CourseWishes.class.getName());

    private final DocumentName document;

    public CourseWishes(TerminalId terminal) {
        this.document = DocumentName.coursesOf(terminal);
    }

    @Override
    public boolean wants(DocumentName name) {
        return name.equals(document);
    }

    @Override
    public void apply(Transaction transaction, DocumentName name, DocumentChange change) {
        if (change.snapshot()) {
            Set<String> named = change.put().stream().map(entry -> entry.id()).collect(Collectors.toSet());
            CourseTables.wanted(transaction).stream()
                    .map(entry -> entry.id().value())
                    .filter(course -> !named.contains(course))
                    .forEach(course -> CourseTables.wantNoMore(transaction, course));
        }
        change.removed().forEach(course -> CourseTables.wantNoMore(transaction, course));
        change.putAs(
                        CourseEntry.class,
                        id -> LOG.log(System.Logger.Level.WARNING, "the entry of course {0} cannot be read", id))
                .forEach(entry -> CourseTables.want(transaction, entry));
    }
}
