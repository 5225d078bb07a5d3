package org.hongting.central.erasure;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hongting.central.backup.ErasedFile;
import org.hongting.central.document.DocumentStore;
import org.hongting.central.ingest.ErasedBodies;
import org.hongting.central.meeting.ExpectedKeeping;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.publishing.DueDocuments;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.EraseEntry;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;

/// Erases people from the centre's store, one in one transaction: bodies of records become tombstones, rows about them
/// go, documents lose their entries, and the document that tells terminals gets a line. From the commit on whatever
/// still comes about them is stored without its body.
public final class Erasures {
    /// How much was found beside what [Trace] names.
    static final String RECORDS = "records";

    static final String QUARANTINE = "quarantine";
    static final String DOCUMENTS = "documents";

    private final Database database;
    private final DocumentStore documents;
    private final ExpectedKeeping expected;

    public Erasures(Database database, DocumentStore documents) {
        this.database = database;
        this.documents = documents;
        // Nobody is added by it, and it is told what time it is.
        Clock clock = Clock.systemUTC();
        this.expected = new ExpectedKeeping(database, new Members(new SecureRandom(), clock), clock);
    }

    /// What would go, by kind: words of [Trace], and some of their own.
    public SortedMap<String, Long> preview(Transaction transaction, MemberId member) {
        SortedMap<String, Long> found = new TreeMap<>();
        ErasedBodies.Found bodies = ErasedBodies.count(transaction, member);
        found.put(RECORDS, bodies.records());
        found.put(QUARANTINE, bodies.kept());
        found.put(DOCUMENTS, (long) entries(transaction, member).size());
        for (Trace trace : Trace.values()) {
            found.put(trace.word(), trace.count(transaction, member));
        }
        return found;
    }

    /// @return false if they were erased before: nothing is done then
    public boolean erase(Transaction transaction, ErasedFile.Line order) {
        MemberId member = order.member();
        boolean isNew = transaction.update(
                        "INSERT INTO erasure (member, erased_at, erased_by, reason, went, version)"
                                + " VALUES (?, ?, ?, ?, '{}', 0) ON CONFLICT (member) DO NOTHING",
                        member.value(),
                        UtcText.of(order.at()),
                        order.by(),
                        order.reason())
                == 1;
        if (!isNew) {
            return false;
        }
        markDue(transaction, member);
        expected.keepAll(transaction, order.at());
        SortedMap<String, Long> went = new TreeMap<>();
        ErasedBodies.Found bodies = ErasedBodies.replace(transaction, member);
        went.put(RECORDS, bodies.records());
        went.put(QUARANTINE, bodies.kept());
        List<DocumentName> told = entries(transaction, member);
        went.put(DOCUMENTS, (long) told.size());
        for (DocumentName name : told) {
            documents.change(transaction, name, List.of(), List.of(member.value()));
            // What is being made in this moment may still have them: it is made once more.
            DueDocuments.mark(transaction, name.kind(), name.scope());
        }
        for (Trace trace : Trace.values()) {
            went.put(trace.word(), trace.take(transaction, member));
        }
        // Which pass of which phone, and through which device: what is left says that somebody was there, and when.
        transaction.update("UPDATE arrival SET phone = NULL, step = NULL WHERE member = ?", member.value());
        HeldDocument list = documents.change(
                transaction,
                DocumentName.ERASE,
                List.of(DocumentEntry.of(new EraseEntry(member, order.at().atOffset(ZoneOffset.UTC)))),
                List.of());
        transaction.update(
                "UPDATE erasure SET went = ?, version = ? WHERE member = ?",
                new String(Json.write(went), java.nio.charset.StandardCharsets.UTF_8),
                list.version(),
                member.value());
        AuditLog.write(
                transaction, new AuditLog.Act(order.at(), order.by(), "member.erased", member.value(), order.reason()));
        return true;
    }

    /// Documents that name them in other words than an entry of their own.
    private static void markDue(Transaction transaction, MemberId member) {
        transaction.update(
                "INSERT INTO quiz_rank_due (quiz) SELECT DISTINCT quiz FROM quiz_attempt WHERE member = ?"
                        + " AND quiz IN (SELECT id FROM quiz WHERE kind = 'CONTEST')"
                        + " AND quiz NOT IN (SELECT quiz FROM quiz_rank_due)",
                member.value());
        transaction
                .query(
                        "SELECT DISTINCT terminal FROM card_binding WHERE member = ?",
                        row -> row.text("terminal"),
                        member.value())
                .forEach(terminal -> DueDocuments.mark(transaction, "bindings", terminal));
        DueDocuments.mark(transaction, "meetings", "all");
        DueDocuments.mark(transaction, "plans", "site");
        DueDocuments.mark(transaction, "quizzes", "site");
    }

    /// Documents with an entry of theirs. Who arrived where stays: heads are counted by it.
    private static List<DocumentName> entries(Transaction transaction, MemberId member) {
        return transaction
                .query(
                        "SELECT document FROM document_entry WHERE id = ? AND removed = 0 ORDER BY document",
                        row -> new DocumentName(row.text("document")),
                        member.value())
                .stream()
                .filter(name -> !name.equals(DocumentName.ERASE) && !name.kind().equals("arrivals"))
                .toList();
    }

    /// Everybody on a list whom this store does not know as erased: it came back from a backup of before.
    ///
    /// @return how many there were
    public int eraseAll(Iterable<ErasedFile.Line> list) {
        int erased = 0;
        for (ErasedFile.Line line : list) {
            if (database.inTransaction(transaction -> erase(transaction, line))) {
                erased++;
            }
        }
        return erased;
    }

    /// Everybody who was ever erased here.
    public List<ErasedFile.Line> all() {
        return database.reading(ErasedFile::of);
    }
}
