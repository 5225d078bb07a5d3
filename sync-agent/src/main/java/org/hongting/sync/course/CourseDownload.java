package org.hongting.sync.course;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hongting.protocol.Limits;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.RefusedCourse;
import org.hongting.protocol.course.SignedManifest;
import org.hongting.protocol.document.CourseEntry;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.time.ClockReading;

/// Brings wanted editions here, a chunk at a step: the first of them that may be fetched now and is not refused. What
/// was refused is tried again after [#REFUSED] by the monotonic clock, whatever the wall clock is set to meanwhile, and
/// at once when the centre names another edition.
///
/// Not safe for use by many threads.
final class CourseDownload {
    private static final Duration REFUSED = Duration.ofMinutes(30);

    private final Database database;
    private final CourseLibrary library;
    private final CourseOutlet outlet;
    private final Map<Digest, Refusal> refused = new HashMap<>();

    /// What one step came to.
    ///
    /// @param pause until the next one; empty where nothing is left to do
    /// @param shown whether an edition became whole
    record Step(Optional<Duration> pause, boolean shown) {}

    /// @param until by the monotonic clock, in nanoseconds
    private record Refusal(String problem, long until) {
        Duration left(ClockReading now) {
            return Duration.ofNanos(Math.max(0, until - now.monotonicNanos()));
        }
    }

    /// The centre could not be asked. Faults of the disk are told apart from it.
    static final class Unreachable extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        Unreachable(IOException cause) {
            super(cause);
        }
    }

    CourseDownload(Database database, CourseLibrary library, CourseOutlet outlet) {
        this.database = database;
        this.library = library;
        this.outlet = outlet;
    }

    Optional<String> problem(Digest manifest) {
        return Optional.ofNullable(refused.get(manifest)).map(Refusal::problem);
    }

    /// @throws Unreachable if the centre is
    /// @throws IOException if the disk fails
    Step step(ClockReading now) throws Unreachable, IOException {
        Optional<Duration> wait = Optional.empty();
        for (CourseEntry entry : database.reading(CourseTables::wanted)) {
            Refusal refusal = refused.get(entry.manifest());
            Duration rest = refusal == null ? Duration.ZERO : refusal.left(now);
            Duration pause = isShown(entry)
                    ? null
                    : rest.isPositive() ? rest : entry.delivered().untilAllowed(now.wall());
            if (pause != null && pause.isZero()) {
                return take(entry, now);
            }
            if (pause != null && (wait.isEmpty() || pause.compareTo(wait.get()) < 0)) {
                wait = Optional.of(pause);
            }
        }
        return new Step(wait, false);
    }

    private boolean isShown(CourseEntry entry) {
        return database.reading(transaction -> CourseTables.shown(transaction, entry.id()))
                .filter(edition -> edition.manifest().equals(entry.manifest()))
                .flatMap(edition -> library.manifest(edition.manifest()))
                .filter(library::isWhole)
                .isPresent();
    }

    private Step take(CourseEntry entry, ClockReading now) throws Unreachable, IOException {
        try {
            Step step = takeNext(entry, now.wall().toLocalDate());
            refused.remove(entry.manifest());
            return step;
        } catch (RefusedCourse e) {
            refused.put(
                    entry.manifest(),
                    new Refusal(String.valueOf(e.getMessage()), now.monotonicNanos() + REFUSED.toNanos()));
            return new Step(Optional.of(Duration.ZERO), false);
        }
    }

    private Step takeNext(CourseEntry entry, LocalDate today) throws Unreachable, IOException {
        Optional<CourseManifest> known = database.reading(
                        transaction -> CourseTables.edition(transaction, entry.manifest()))
                .flatMap(edition -> library.manifest(edition.manifest()));
        if (known.isEmpty()) {
            library.begin(fetchManifest(entry));
            return new Step(Optional.of(Duration.ZERO), false);
        }
        CourseManifest manifest = known.get();
        if (!manifest.isGoodOn(today)) {
            throw new RefusedCourse(RefusedCourse.Reason.EXPIRED, "its last day is over");
        }
        for (CourseFile file : manifest.files()) {
            if (!library.folder().holds(file.sha256())) {
                library.makeRoom(entry.manifest(), manifest);
                int bytes = takeChunk(file);
                return new Step(Optional.of(entry.delivered().least(bytes)), false);
            }
        }
        library.show(entry.manifest(), manifest, false);
        return new Step(Optional.of(Duration.ZERO), true);
    }

    private SignedManifest fetchManifest(CourseEntry entry) throws Unreachable {
        byte[] bytes = fetch(entry.manifest(), 0, Limits.COURSE_MANIFEST_BYTES);
        byte[] signature;
        try {
            signature = entry.signatureBytes();
        } catch (IllegalArgumentException e) {
            throw new RefusedCourse(RefusedCourse.Reason.WRONG_SIGNATURE, "its signature cannot be read", e);
        }
        if (!Digest.of(bytes).equals(entry.manifest())) {
            throw new RefusedCourse(RefusedCourse.Reason.WRONG_CONTENT, "the manifest is not what its hash says");
        }
        SignedManifest signed = SignedManifest.open(bytes, signature, library.keys());
        if (!signed.manifest().id().equals(entry.id())) {
            throw new RefusedCourse(RefusedCourse.Reason.WRONG_CONTENT, "the manifest is that of another course");
        }
        return signed;
    }

    /// @return bytes that were fetched
    private int takeChunk(CourseFile file) throws Unreachable, IOException {
        int index = library.folder().chunks(file);
        if (index == file.chunks().size()) {
            finish(file);
            return 0;
        }
        int length = file.chunkBytes(index);
        byte[] bytes = fetch(file.sha256(), (long) index * Limits.COURSE_CHUNK_BYTES, length);
        if (bytes.length != length || !Digest.of(bytes).equals(file.chunks().get(index))) {
            throw new RefusedCourse(
                    RefusedCourse.Reason.WRONG_CONTENT, file.path() + " comes with other bytes than the manifest says");
        }
        library.folder().keep(file, index, bytes, length);
        if (index + 1 == file.chunks().size()) {
            finish(file);
        }
        return length;
    }

    private void finish(CourseFile file) throws IOException {
        if (!library.folder().finish(file)) {
            throw new RefusedCourse(
                    RefusedCourse.Reason.WRONG_CONTENT, file.path() + " was damaged on the disk and is fetched again");
        }
    }

    private byte[] fetch(Digest file, long from, int length) throws Unreachable {
        try {
            return outlet.fetch(file, from, length)
                    .map(bytes -> bytes.length > length ? Arrays.copyOf(bytes, length) : bytes)
                    .orElseThrow(() -> new RefusedCourse(
                            RefusedCourse.Reason.MISSING_FILE, "the centre has a file of it no more"));
        } catch (IOException e) {
            throw new Unreachable(e);
        }
    }
}
