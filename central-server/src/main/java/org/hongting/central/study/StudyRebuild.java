package org.hongting.central.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hongting.central.ingest.Rebuild;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;

/// Makes every table of learning time anew out of the raw records, and says where the result differs from what
/// stood there: nowhere, unless something is wrong. Presence at meetings is taken as it stands: it is made from
/// attendance, which is concluded anew at every look.
public final class StudyRebuild {
    /// What is made from facts, with the columns that must be equal.
    private static final Map<String, String> MADE = made();

    /// What is written on the way besides: the anchors by which boots are dated, and marks of documents.
    private static final List<String> BESIDE = List.of("study_boot", "publication_due");

    private final Database database;
    private final StudyProjection projection;
    private final StudyRollup rollup;

    public StudyRebuild(Database database, StudyRollup rollup) {
        this.database = database;
        this.projection = new StudyProjection(rollup);
        this.rollup = rollup;
    }

    private static Map<String, String> made() {
        Map<String, String> made = new LinkedHashMap<>();
        made.put("study_interval", "*");
        made.put("study_lesson", "*");
        made.put("study_off_site", "*");
        made.put(
                "study_correction", "epoch, seq, member, from_at, until_at, verdict, reason, note, ruled_by, ruled_at");
        made.put("study_day", "*");
        made.put("study_month", "*");
        return made;
    }

    /// Looks and changes nothing: a connection that can only read is enough.
    public List<Rebuild.Difference> look() {
        return database.inTransaction(transaction -> {
            List<Rebuild.Difference> differences = compare(transaction);
            forget(transaction);
            return differences;
        });
    }

    /// Puts what was made anew in the place of what stood there, in one transaction: whoever looks meanwhile sees what
    /// stood there before, and whoever writes waits.
    public List<Rebuild.Difference> keep() {
        return database.inTransaction(transaction -> {
            List<Rebuild.Difference> differences = compare(transaction);
            for (String table : MADE.keySet()) {
                transaction.update("DELETE FROM main." + table);
                transaction.update("INSERT INTO main." + table + " SELECT * FROM " + table);
            }
            transaction.update("INSERT INTO main.study_boot SELECT * FROM study_boot WHERE true"
                    + " ON CONFLICT (terminal, boot) DO NOTHING");
            transaction.update("INSERT INTO main.publication_due SELECT * FROM publication_due WHERE true"
                    + " ON CONFLICT (document) DO UPDATE SET stamp = publication_due.stamp + 1");
            forget(transaction);
            return differences;
        });
    }

    /// Everything is made beside what stands there: a name without a schema means the connection's own table first.
    private List<Rebuild.Difference> compare(Transaction transaction) {
        MADE.keySet().forEach(table -> shadow(transaction, table));
        BESIDE.forEach(table -> shadow(transaction, table));
        transaction.update("INSERT INTO study_boot SELECT * FROM main.study_boot");
        Rebuild.replay(transaction, "study.", projection);
        members(transaction).forEach(member -> rollup.renewAll(transaction, member));
        List<Rebuild.Difference> differences = new ArrayList<>();
        MADE.forEach((table, columns) -> differences.add(Rebuild.difference(
                transaction,
                table,
                "SELECT " + columns + " FROM main." + table,
                "SELECT " + columns + " FROM " + table)));
        return differences;
    }

    private static void shadow(Transaction transaction, String table) {
        transaction
                .query(
                        "SELECT statement FROM table_copy WHERE name = ? ORDER BY ordinal",
                        row -> row.text("statement"),
                        table)
                .forEach(transaction::update);
    }

    private static void forget(Transaction transaction) {
        MADE.keySet().forEach(table -> transaction.update("DROP TABLE " + table));
        BESIDE.forEach(table -> transaction.update("DROP TABLE " + table));
    }

    private static List<MemberId> members(Transaction transaction) {
        return transaction.query(
                "SELECT member FROM study_interval UNION SELECT member FROM study_meeting UNION"
                        + " SELECT member FROM study_off_site UNION SELECT member FROM study_correction",
                row -> new MemberId(row.text("member")));
    }
}
