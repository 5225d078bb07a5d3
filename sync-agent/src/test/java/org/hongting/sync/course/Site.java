package org.hongting.sync.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.CourseSamples;
import org.hongting.protocol.document.CourseDelivery;
import org.hongting.protocol.document.CourseEntry;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.wire.CourseReport;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.store.Schema;
import org.hongting.sync.store.SqliteDatabase;
import org.hongting.sync.testing.SetClock;
import org.hongting.testing.VirtualScheduler;
import org.jspecify.annotations.Nullable;

/// A terminal's shelf with a real database and real files, a centre in memory, and power that can be cut.
final class Site implements AutoCloseable {
    static final TerminalId TERMINAL = new TerminalId("hall-1");
    static final CourseBudget PLENTY = new CourseBudget(Long.MAX_VALUE, 0);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    final SetClock clock = new SetClock();
    final Centre centre = new Centre();
    final Path folder;
    CourseBudget budget = PLENTY;
    int stepsLeft = Integer.MAX_VALUE;
    long usable = Long.MAX_VALUE;
    private final Path file;
    private SqliteDatabase database;
    private VirtualScheduler scheduler = new VirtualScheduler();
    private CourseShelf shelf;

    /// The machine stops in the middle of this.
    static final class PowerCut extends Error {
        private static final long serialVersionUID = 1L;
    }

    Site(Path root) {
        this.file = root.resolve("terminal.db");
        this.folder = root.resolve("courses");
        this.database = SqliteDatabase.open(file);
        Schema.apply(database, CourseShelf.MIGRATIONS);
        this.shelf = shelf();
    }

    private CourseShelf shelf() {
        return new CourseShelf(
                new CourseShelf.World(
                        database, _ -> List.of(CourseSamples.PAIR.getPublic()), scheduler, clock, new Random(5)),
                centre,
                folder,
                new CutDisk(),
                budget);
    }

    CourseShelf opened() {
        return shelf;
    }

    VirtualScheduler time() {
        return scheduler;
    }

    SqliteDatabase database() {
        return database;
    }

    /// The power comes back: everything in memory is gone.
    void restart() {
        database.close();
        stepsLeft = Integer.MAX_VALUE;
        database = SqliteDatabase.open(file);
        scheduler = new VirtualScheduler();
        shelf = shelf();
        scheduler.pass(Duration.ZERO);
    }

    /// @return whether the power was cut meanwhile
    boolean run(Duration duration) {
        shelf.nudge();
        return pass(duration);
    }

    boolean pass(Duration duration) {
        try {
            Duration left = duration;
            while (left.isPositive()) {
                Duration step = left.compareTo(MINUTE) > 0 ? MINUTE : left;
                clock.advance(step);
                scheduler.pass(step);
                left = left.minus(step);
            }
            return false;
        } catch (PowerCut cut) {
            return true;
        }
    }

    /// What the centre publishes for this terminal from now on.
    void want(CourseSamples.Made... courses) {
        want(CourseDelivery.AT_ONCE, courses);
    }

    void want(CourseDelivery delivery, CourseSamples.Made... courses) {
        List<DocumentEntry> entries = Arrays.stream(courses)
                .map(made -> DocumentEntry.of(entry(made, delivery)))
                .toList();
        Arrays.stream(courses).forEach(centre::hold);
        apply(new DocumentChange(true, entries, List.of()));
    }

    void apply(DocumentChange change) {
        database.inTransaction(transaction -> {
            new CourseWishes(TERMINAL).apply(transaction, DocumentName.coursesOf(TERMINAL), change);
            return null;
        });
    }

    static CourseEntry entry(CourseSamples.Made made, CourseDelivery delivery) {
        CourseManifest manifest = made.signed().manifest();
        return new CourseEntry(
                manifest.id(),
                manifest.edition(),
                manifest.title(),
                manifest.language(),
                made.signed().digest(),
                Base64.getEncoder().encodeToString(made.signed().signature()),
                manifest.bytes(),
                manifest.lessons().size(),
                manifest.expires(),
                delivery,
                null);
    }

    List<Integer> editions() {
        return shelf.courses().stream()
                .map(course -> course.manifest().edition())
                .toList();
    }

    /// Whether the edition can be studied: shown, and every file is what its hash says.
    boolean studies(CourseSamples.Made made) throws IOException {
        Optional<ShelvedCourse> shown = shelf.courses().stream()
                .filter(course -> course.digest().equals(made.signed().digest()))
                .findFirst();
        if (shown.isEmpty()) {
            return false;
        }
        for (CourseFile one : shown.get().manifest().files()) {
            Path path = shelf.file(shown.get().manifest(), one.path()).orElseThrow();
            if (!Digest.of(Files.readAllBytes(path)).equals(one.sha256())) {
                return false;
            }
        }
        return true;
    }

    long bytesOnDisk() {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.mapToLong(path -> path.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }

    /// Answers as the true centre does, until its line is cut.
    static final class Centre implements CourseOutlet {
        final Map<Digest, byte[]> files = new HashMap<>();
        final List<CourseReport.Line> told = new ArrayList<>();
        long fetched;
        int answersLeft = Integer.MAX_VALUE;

        @Nullable
        Digest lied;

        void hold(CourseSamples.Made made) {
            files.put(made.signed().digest(), made.signed().bytes());
            made.contents().forEach((path, bytes) -> files.put(made.file(path).sha256(), bytes));
        }

        @Override
        public Optional<byte[]> fetch(Digest file, long from, int length) throws IOException {
            if (answersLeft == 0) {
                throw new IOException("no route");
            }
            answersLeft--;
            byte[] whole = files.get(file);
            if (whole == null) {
                return Optional.empty();
            }
            byte[] piece = Arrays.copyOfRange(whole, (int) from, (int) Math.min(whole.length, from + length));
            if (lied != null && file.equals(lied)) {
                piece[piece.length / 2] ^= 1;
            }
            fetched += piece.length;
            return Optional.of(piece);
        }

        @Override
        public void report(List<CourseReport.Line> courses) throws IOException {
            if (answersLeft == 0) {
                throw new IOException("no route");
            }
            told.clear();
            told.addAll(courses);
        }
    }

    /// The machine's disk, whose power fails before or within a step: half of what was written is there.
    private final class CutDisk implements CourseDisk {
        private final CourseDisk real = CourseDisk.real();

        private boolean isCut() {
            return stepsLeft-- <= 0;
        }

        @Override
        public void write(Path path, long at, byte[] bytes, int length) throws IOException {
            if (isCut()) {
                real.write(path, at, bytes, length / 2);
                throw new PowerCut();
            }
            if (bytesOnDisk() + length > usable) {
                throw new IOException("No space left on device");
            }
            real.write(path, at, bytes, length);
        }

        @Override
        public void truncate(Path path, long size) throws IOException {
            if (isCut()) {
                throw new PowerCut();
            }
            real.truncate(path, size);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            if (isCut()) {
                throw new PowerCut();
            }
            real.rename(from, to);
        }

        @Override
        public void delete(Path path) throws IOException {
            if (isCut()) {
                throw new PowerCut();
            }
            real.delete(path);
        }

        @Override
        public long usable(Path path) {
            return Math.max(0, usable - bytesOnDisk());
        }
    }

    LocalDate today() {
        return clock.read().wall().toLocalDate();
    }
}
