package org.hongting.sync.course;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.document.CourseEntry;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.wire.CourseReport;
import org.hongting.sync.store.Migration;
import org.jspecify.annotations.Nullable;

/// The courses of this terminal. It fetches what the centre wants here, takes what is brought on a stick, and shows an
/// edition once every byte of it was verified; until then the one before stays as it was.
///
/// Everything that writes or waits runs on the scheduler it is given, which may wait for the network. What asks may be
/// called on any thread.
public final class CourseShelf {
    public static final List<Migration> MIGRATIONS = CourseTables.MIGRATIONS;

    private static final System.Logger LOG = System.getLogger(CourseShelf.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration BETWEEN_REPORTS = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 7;

    private final World world;
    private final CourseLibrary library;
    private final CourseDownload download;
    private final CourseImport sticks;
    private final CourseOutlet outlet;
    private final List<CourseListener> listeners = new CopyOnWriteArrayList<>();
    private volatile List<ShelvedCourse> shown = List.of();
    private volatile List<Progress> progress = List.of();
    private List<CourseImport.Refused> refused = List.of();
    private List<CourseReport.Line> told = List.of();
    private long toldAt;
    private Scheduler.Cancellable pause = () -> {};
    private int failures;
    private boolean isResting;

    /// What the shelf takes from outside.
    ///
    /// @param database with [#MIGRATIONS] applied
    /// @param keys the site's course keys
    public record World(
            Database database,
            Function<Transaction, List<PublicKey>> keys,
            Scheduler scheduler,
            TerminalClock clock,
            RandomGenerator random) {}

    /// @param folder of the files, made with the first one
    public CourseShelf(World world, CourseOutlet outlet, Path folder, CourseDisk disk, CourseBudget budget) {
        this.world = world;
        this.outlet = outlet;
        this.library = new CourseLibrary(world.database, new CourseFolder(folder, disk), budget, world.keys);
        this.download = new CourseDownload(world.database, library, outlet);
        this.sticks = new CourseImport(world.database, library);
        world.scheduler.execute(() -> guarded(this::look));
    }

    /// What can be studied now, in order of their ids. Empty until the scheduler first ran.
    public List<ShelvedCourse> courses() {
        LocalDate today = now().toLocalDate();
        return shown.stream()
                .filter(course -> course.manifest().isGoodOn(today))
                .toList();
    }

    /// A file of a course for reading, and remembers that this course was opened. Empty if the manifest names no such
    /// file or it is not here. Whoever reads for longer than a moment [#hold]s the course.
    public Optional<Path> file(CourseManifest manifest, String path) {
        Optional<Path> found = manifest.file(path)
                .map(CourseFile::sha256)
                .filter(library.folder()::holds)
                .map(library.folder()::whole);
        if (found.isPresent()) {
            shown.stream()
                    .filter(course -> course.manifest().equals(manifest))
                    .forEach(course -> world.scheduler.execute(() -> guarded(() -> library.opened(course.digest()))));
        }
        return found;
    }

    /// Keeps an edition for as long as somebody reads in it, whatever comes meanwhile.
    public Held hold(ShelvedCourse course) {
        library.hold(course.digest());
        return new Held(course);
    }

    /// An edition that stays until this is closed.
    public final class Held implements AutoCloseable {
        private final ShelvedCourse course;
        private boolean isClosed;

        private Held(ShelvedCourse course) {
            this.course = course;
        }

        public ShelvedCourse course() {
            return course;
        }

        /// What it no longer needs may go with the next step. Closing twice is closing once.
        @Override
        public synchronized void close() {
            if (!isClosed) {
                isClosed = true;
                library.release(course.digest());
                nudge();
            }
        }
    }

    /// Editions that are on their way or were refused.
    public List<Progress> progress() {
        return progress;
    }

    public void listen(CourseListener listener) {
        listeners.add(listener);
    }

    /// Something is wanted, or the centre may be reached again: goes on, unless the last attempt failed and its pause
    /// is not over. Returns at once.
    public void nudge() {
        world.scheduler.execute(() -> {
            if (!isResting) {
                goOn();
            }
        });
    }

    /// Looks for packages in a folder and takes them. Returns at once; what became of them stands in [#progress] and
    /// is told to listeners.
    public void importFrom(Path folder) {
        world.scheduler.execute(() -> guarded(() -> {
            List<Path> fresh = sticks.fresh(folder);
            if (!fresh.isEmpty()) {
                List<CourseImport.Refused> now = new ArrayList<>();
                fresh.forEach(
                        file -> sticks.take(file, now().toLocalDate()).refused().ifPresent(now::add));
                now.forEach(one ->
                        LOG.log(System.Logger.Level.WARNING, "{0} was not taken: {1}", one.file(), one.problem()));
                refused = now;
                look();
            }
        }));
    }

    /// Why packages of the last stick were not taken: file names and reasons, in English.
    ///
    /// Only on the scheduler's thread, for example from a listener.
    public List<String> refusedPackages() {
        return refused.stream()
                .map(one -> one.file().getFileName() + ": " + one.problem())
                .toList();
    }

    private void goOn() {
        pause.cancel();
        isResting = false;
        try {
            library.removeSuperseded();
            CourseDownload.Step step = download.step(world.clock.read());
            failures = 0;
            look();
            step.pause().ifPresent(wait -> pause = world.scheduler.after(capped(wait), this::goOn));
        } catch (CourseDownload.Unreachable e) {
            rest("courses wait for the centre", e);
        } catch (IOException | RuntimeException e) {
            // Whatever it is: it is tried again, and nothing else of the terminal feels it.
            rest("courses cannot be kept", e);
        }
    }

    /// A clock that is set while it is waited shows itself soon enough.
    private static Duration capped(Duration wait) {
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private void rest(String why, Exception cause) {
        LOG.log(System.Logger.Level.DEBUG, why, cause);
        isResting = true;
        guarded(this::look);
        long ceiling = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(failures, DOUBLINGS));
        failures++;
        Duration jittered = Duration.ofMillis(ceiling / 2 + world.random.nextLong(ceiling / 2 + 1));
        pause = world.scheduler.after(jittered, this::goOn);
    }

    /// Whatever is wrong with courses stops nothing else.
    private static void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "courses could not be looked after", e);
        }
    }

    /// Sees anew what is here, and tells who wants to know.
    private void look() {
        List<ShelvedCourse> courses = library.visible(now().toLocalDate());
        List<CourseReport.Line> lines = new ArrayList<>();
        List<Progress> coming = new ArrayList<>();
        for (CourseEntry entry : world.database.reading(CourseTables::wanted)) {
            boolean whole = courses.stream().anyMatch(course -> course.digest().equals(entry.manifest()));
            long here = whole ? entry.bytes() : Math.min(entry.bytes(), here(entry));
            Optional<String> problem = whole ? Optional.empty() : download.problem(entry.manifest());
            lines.add(new CourseReport.Line(
                    entry.id(), entry.edition(), entry.manifest(), here, entry.bytes(), whole, cut(problem)));
            if (!whole) {
                coming.add(new Progress(entry.id(), entry.edition(), entry.title(), here, entry.bytes(), problem));
            }
        }
        boolean isNews = !courses.equals(shown) || !coming.equals(progress);
        shown = courses;
        progress = List.copyOf(coming);
        if (isNews) {
            listeners.forEach(CourseListener::changed);
        }
        report(lines);
    }

    private static @Nullable String cut(Optional<String> problem) {
        return problem.map(text -> text.substring(0, Math.min(text.length(), CourseReport.Line.PROBLEM)))
                .orElse(null);
    }

    private long here(CourseEntry entry) {
        Optional<CourseManifest> manifest = library.manifest(entry.manifest());
        try {
            return manifest.isPresent() ? library.bytesHere(manifest.get()) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /// At most once a minute, except when something became whole or was refused.
    private void report(List<CourseReport.Line> lines) {
        long at = world.scheduler.nanoTime();
        boolean isDue =
                at - toldAt >= BETWEEN_REPORTS.toNanos() || !outcomes(lines).equals(outcomes(told));
        if (lines.equals(told) || !isDue) {
            return;
        }
        try {
            outlet.report(lines.subList(0, Math.min(lines.size(), CourseReport.COURSES)));
            told = List.copyOf(lines);
            toldAt = at;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the centre did not hear of courses", e);
        }
    }

    private static List<String> outcomes(List<CourseReport.Line> lines) {
        return lines.stream()
                .map(line -> line.manifest() + " " + line.whole() + " " + line.problem())
                .toList();
    }

    private OffsetDateTime now() {
        return world.clock.read().wall();
    }
}
