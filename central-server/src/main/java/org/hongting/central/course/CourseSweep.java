package org.hongting.central.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hongting.protocol.Limits;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;

/// Removes files of courses that nobody needs any more: those of editions that were replaced, and of packages that were
/// refused at their end. What stays is every file of the edition that a course has now, withdrawn or not, for a course
/// that is withdrawn may go out again; and of every other edition its manifest and its question bank, for answers to
/// it may still be on their way.
///
/// A file is removed in a write transaction that finds nobody who needs it, and an edition counts by a transaction that
/// finds all of its files: so neither takes anything from the other, in whichever process they run. A power cut between
/// two files leaves the rest for the next time.
final class CourseSweep {
    private final Database database;
    private final CourseFiles files;

    CourseSweep(Database database, CourseFiles files) {
        this.database = database;
        this.files = files;
    }

    /// @param before files that are younger may belong to a package that is being taken
    /// @return how many files were removed
    int sweep(Instant before) throws IOException {
        List<Digest> old = files.wholeBefore(before);
        Set<Digest> needed = database.reading(this::needed);
        int removed = 0;
        for (Digest file : old) {
            if (!needed.contains(file) && remove(file)) {
                removed++;
            }
        }
        return removed;
    }

    private boolean remove(Digest file) {
        return database.inTransaction(transaction -> {
            boolean isNeeded = transaction
                    .queryFirst(
                            "SELECT 1 AS hit FROM course_file JOIN course ON course.manifest = course_file.manifest"
                                    + " WHERE course_file.hash = ?"
                                    + " UNION ALL SELECT 1 FROM course_edition WHERE manifest = ? LIMIT 1",
                            row -> row.integer("hit"),
                            file.hex(),
                            file.hex())
                    .isPresent();
            try {
                return !isNeeded && Files.deleteIfExists(files.whole(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Set<Digest> needed(Transaction transaction) {
        Set<Digest> needed = new HashSet<>(transaction.query(
                "SELECT course_file.hash FROM course_file JOIN course ON course.manifest = course_file.manifest",
                row -> Digest.ofHex(row.text("hash"))));
        for (Digest manifest :
                transaction.query("SELECT manifest FROM course_edition", row -> Digest.ofHex(row.text("manifest")))) {
            needed.add(manifest);
            needed.addAll(kept(transaction, manifest));
        }
        return needed;
    }

    /// Its question bank; all of its files where the manifest does not say which of them that is.
    private List<Digest> kept(Transaction transaction, Digest edition) {
        try {
            Optional<CourseManifest> manifest =
                    files.content(edition, Limits.COURSE_MANIFEST_BYTES).map(CourseManifest::read);
            if (manifest.isPresent()) {
                return Optional.ofNullable(manifest.get().questions()).flatMap(manifest.get()::file).stream()
                        .map(CourseFile::sha256)
                        .toList();
            }
        } catch (MalformedJson e) {
            // A disk that spoiled it: nothing of the edition is removed.
        }
        return transaction.query(
                "SELECT hash FROM course_file WHERE manifest = ?",
                row -> Digest.ofHex(row.text("hash")),
                edition.hex());
    }
}
