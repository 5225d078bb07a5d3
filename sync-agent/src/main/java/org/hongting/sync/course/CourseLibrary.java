package org.hongting.sync.course;

import java.io.IOException;
import java.security.PublicKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.RefusedCourse;
import org.hongting.protocol.course.SignedManifest;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;

/// Rows and files together: what is here, what makes room, what goes. Everything that writes is called on one thread;
/// what only reads, and holding, may be called on any.
final class CourseLibrary {
    private final Database database;
    private final CourseFolder folder;
    private final CourseBudget budget;
    private final Function<Transaction, List<PublicKey>> keys;
    private final Map<Digest, CourseManifest> manifests = new ConcurrentHashMap<>();
    private final Map<Digest, Integer> held = new HashMap<>();

    CourseLibrary(
            Database database, CourseFolder folder, CourseBudget budget, Function<Transaction, List<PublicKey>> keys) {
        this.database = database;
        this.folder = folder;
        this.budget = budget;
        this.keys = keys;
    }

    CourseFolder folder() {
        return folder;
    }

    List<PublicKey> keys() {
        return database.reading(keys::apply);
    }

    /// What people may see: whole, wanted or brought on a stick, and good on that day.
    List<ShelvedCourse> visible(LocalDate today) {
        record Shown(List<CourseTables.Edition> editions, Map<CourseId, String> wanted) {}
        Shown shown = database.reading(transaction -> {
            Map<CourseId, String> wanted = new HashMap<>();
            CourseTables.wanted(transaction)
                    .forEach(entry -> wanted.put(entry.id(), Objects.requireNonNullElse(entry.initials(), "")));
            return new Shown(CourseTables.editions(transaction), wanted);
        });
        List<ShelvedCourse> courses = new ArrayList<>();
        for (CourseTables.Edition edition : shown.editions()) {
            if (edition.shown() && (edition.imported() || shown.wanted().containsKey(edition.course()))) {
                manifest(edition.manifest())
                        .filter(manifest -> manifest.isGoodOn(today) && isWhole(manifest))
                        .ifPresent(manifest -> courses.add(new ShelvedCourse(
                                manifest, edition.manifest(), shown.wanted().getOrDefault(edition.course(), ""))));
            }
        }
        courses.sort(Comparator.comparing(course -> course.manifest().id()));
        return courses;
    }

    /// The manifest, if it is here and what its name says.
    Optional<CourseManifest> manifest(Digest digest) {
        CourseManifest known = manifests.get(digest);
        if (known != null || !folder.holds(digest)) {
            return Optional.ofNullable(known);
        }
        try {
            byte[] bytes = folder.read(digest);
            if (!Digest.of(bytes).equals(digest)) {
                return Optional.empty();
            }
            CourseManifest manifest = CourseManifest.read(bytes);
            manifests.put(digest, manifest);
            return Optional.of(manifest);
        } catch (IOException | MalformedJson e) {
            return Optional.empty();
        }
    }

    boolean isWhole(CourseManifest manifest) {
        return manifest.files().stream().allMatch(file -> folder.holds(file.sha256()));
    }

    long bytesHere(CourseManifest manifest) throws IOException {
        long here = 0;
        for (CourseFile file : manifest.files()) {
            here += folder.bytesOf(file);
        }
        return here;
    }

    /// Keeps a manifest and remembers its edition, so that files of it may follow.
    void begin(SignedManifest signed) throws IOException {
        if (manifest(signed.digest()).isEmpty()) {
            folder.keepManifest(signed.digest(), signed.bytes());
        }
        CourseManifest manifest = signed.manifest();
        database.inTransaction(transaction -> {
            CourseTables.add(transaction, signed.digest(), manifest.id(), manifest.edition());
            return null;
        });
    }

    /// Makes room for what is missing of an edition.
    ///
    /// @throws RefusedCourse if there is none, however much may be removed
    void makeRoom(Digest digest, CourseManifest manifest) throws IOException {
        long missing = manifest.bytes() - bytesHere(manifest);
        while (missing > free()) {
            Optional<CourseTables.Edition> victim = victim(digest);
            if (victim.isEmpty()) {
                throw new RefusedCourse(
                        RefusedCourse.Reason.NO_ROOM,
                        "needs " + missing + " bytes more, and " + Math.max(0, free()) + " are free for courses");
            }
            database.inTransaction(transaction -> {
                CourseTables.remove(transaction, victim.get().manifest());
                return null;
            });
            removeUnreferenced();
        }
    }

    private long free() throws IOException {
        return Math.min(budget.bytes() - folder.bytes(), folder.usable() - budget.reserve());
    }

    /// The edition that was opened longest ago, of those that are neither wanted, nor came on a stick and are shown,
    /// nor are open.
    private Optional<CourseTables.Edition> victim(Digest sparing) {
        return database.reading(transaction -> {
            Set<Digest> wanted = new HashSet<>();
            Set<CourseId> wantedCourses = new HashSet<>();
            CourseTables.wanted(transaction).forEach(entry -> {
                wanted.add(entry.manifest());
                wantedCourses.add(entry.id());
            });
            return CourseTables.editions(transaction).stream()
                    .filter(edition -> !edition.manifest().equals(sparing)
                            && !wanted.contains(edition.manifest())
                            && !(edition.shown() && (edition.imported() || wantedCourses.contains(edition.course())))
                            && !isHeld(edition.manifest()))
                    .findFirst();
        });
    }

    /// All files are here: from now on people see this edition. The one before goes, unless somebody reads in it.
    void show(Digest digest, CourseManifest manifest, boolean imported) throws IOException {
        database.inTransaction(transaction -> {
            CourseTables.show(transaction, digest, manifest.id(), imported);
            return null;
        });
        removeSuperseded();
    }

    /// Removes editions that nobody sees, wants or reads in, and files that belong to no edition.
    void removeSuperseded() throws IOException {
        database.inTransaction(transaction -> {
            Set<Digest> wanted = new HashSet<>();
            CourseTables.wanted(transaction).forEach(entry -> wanted.add(entry.manifest()));
            CourseTables.editions(transaction).stream()
                    .filter(edition ->
                            !edition.shown() && !wanted.contains(edition.manifest()) && !isHeld(edition.manifest()))
                    .forEach(edition -> CourseTables.remove(transaction, edition.manifest()));
            return null;
        });
        removeUnreferenced();
    }

    private void removeUnreferenced() throws IOException {
        Set<Digest> needed = new HashSet<>();
        for (CourseTables.Edition edition : database.reading(CourseTables::editions)) {
            needed.add(edition.manifest());
            manifest(edition.manifest())
                    .ifPresent(manifest -> manifest.files().forEach(file -> needed.add(file.sha256())));
        }
        manifests.keySet().retainAll(needed);
        folder.keepOnly(needed);
    }

    void opened(Digest digest) {
        database.inTransaction(transaction -> {
            CourseTables.opened(transaction, digest);
            return null;
        });
    }

    synchronized void hold(Digest digest) {
        held.merge(digest, 1, Integer::sum);
    }

    synchronized void release(Digest digest) {
        held.computeIfPresent(digest, (_, times) -> times == 1 ? null : times - 1);
    }

    private synchronized boolean isHeld(Digest digest) {
        return held.containsKey(digest);
    }
}
