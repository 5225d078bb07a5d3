package org.hongting.sync.course;

import java.util.List;
import java.util.Optional;
import org.hongting.protocol.document.CourseEntry;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.sync.store.Migration;

/// What the terminal's database says of courses: which are wanted, and which editions have something on the disk.
final class CourseTables {
    static final List<Migration> MIGRATIONS = List.of(new Migration("course", 1, List.of("""
                    CREATE TABLE course_wanted (
                      course TEXT NOT NULL PRIMARY KEY,
                      line BLOB NOT NULL
                    ) STRICT""", """
                    CREATE TABLE course_edition (
                      manifest TEXT NOT NULL PRIMARY KEY,
                      course TEXT NOT NULL,
                      edition INTEGER NOT NULL,
                      shown INTEGER NOT NULL,
                      imported INTEGER NOT NULL,
                      opened INTEGER NOT NULL
                    ) STRICT""", """
                    CREATE UNIQUE INDEX course_edition_shown ON course_edition (course) WHERE shown = 1""")));

    private CourseTables() {}

    /// An edition with something on the disk.
    ///
    /// @param shown whether it is whole and the one that people see
    /// @param imported whether it came on a stick
    /// @param opened rises with every opening of any edition
    record Edition(Digest manifest, CourseId course, int edition, boolean shown, boolean imported, long opened) {}

    static List<CourseEntry> wanted(Transaction transaction) {
        return transaction.query(
                "SELECT line FROM course_wanted ORDER BY course",
                row -> Json.read(row.bytes("line"), CourseEntry.class));
    }

    static void want(Transaction transaction, CourseEntry entry) {
        transaction.update(
                "INSERT INTO course_wanted (course, line) VALUES (?, ?) ON CONFLICT (course) DO UPDATE SET line = excluded.line",
                entry.id().value(),
                Json.write(entry));
    }

    /// The centre withdraws it: what came on a stick goes with it.
    static void wantNoMore(Transaction transaction, String course) {
        transaction.update("DELETE FROM course_wanted WHERE course = ?", course);
        transaction.update("UPDATE course_edition SET imported = 0 WHERE course = ?", course);
    }

    /// The one that was opened longest ago first.
    static List<Edition> editions(Transaction transaction) {
        return transaction.query("SELECT * FROM course_edition ORDER BY opened, manifest", CourseTables::edition);
    }

    static Optional<Edition> edition(Transaction transaction, Digest manifest) {
        return transaction.queryFirst(
                "SELECT * FROM course_edition WHERE manifest = ?", CourseTables::edition, manifest.hex());
    }

    static Optional<Edition> shown(Transaction transaction, CourseId course) {
        return transaction.queryFirst(
                "SELECT * FROM course_edition WHERE course = ? AND shown = 1", CourseTables::edition, course.value());
    }

    static void add(Transaction transaction, Digest manifest, CourseId course, int edition) {
        transaction.update(
                "INSERT INTO course_edition (manifest, course, edition, shown, imported, opened) VALUES (?, ?, ?, 0, 0, 0)"
                        + " ON CONFLICT (manifest) DO NOTHING",
                manifest.hex(),
                course.value(),
                edition);
        opened(transaction, manifest);
    }

    /// From now on people see this edition of its course and no other.
    static void show(Transaction transaction, Digest manifest, CourseId course, boolean imported) {
        transaction.update("UPDATE course_edition SET shown = 0 WHERE course = ? AND shown = 1", course.value());
        transaction.update(
                "UPDATE course_edition SET shown = 1, imported = ? WHERE manifest = ?",
                imported ? 1 : 0,
                manifest.hex());
    }

    static void opened(Transaction transaction, Digest manifest) {
        transaction.update(
                "UPDATE course_edition SET opened = (SELECT max(opened) + 1 FROM course_edition) WHERE manifest = ?",
                manifest.hex());
    }

    static void remove(Transaction transaction, Digest manifest) {
        transaction.update("DELETE FROM course_edition WHERE manifest = ?", manifest.hex());
    }

    private static Edition edition(Transaction.Row row) {
        return new Edition(
                Digest.ofHex(row.text("manifest")),
                new CourseId(row.text("course")),
                (int) row.integer("edition"),
                row.integer("shown") == 1,
                row.integer("imported") == 1,
                row.integer("opened"));
    }
}
