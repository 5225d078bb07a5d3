package org.hongting.central.course;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.hongting.central.course.build.Built;
import org.hongting.central.course.build.CourseBuilder;
import org.hongting.central.course.build.Remark;
import org.hongting.central.course.build.SourceZip;
import org.hongting.central.course.build.UnfitCourse;
import org.hongting.central.course.build.WorkFolder;
import org.hongting.central.course.sentence.Refusal;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;
import org.hongting.protocol.course.CoursePackage;
import org.hongting.protocol.course.RefusedCourse;
import org.hongting.provisioning.authority.SiteAuthority;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Courses that were uploaded, taken one after the other on a thread of their own: a package is verified and added, a
/// zip of a folder is built first. What became of the last ones is told until the next start.
public final class CourseJobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CourseJobs.class);
    /// Those that are done and still told of.
    private static final int TOLD = 3;
    private static final String WORK = "work";

    /// Beside an upload that is whole: what people call it.
    private static final String NAME = "name";

    private final Courses courses;
    private final SiteAuthority authority;
    private final Path folder;
    private final long reserve;
    private final CourseBuilder builder;
    private volatile Consumer<RefusedCourse.Reason> refused = _ -> {};
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("courses").daemon().factory());
    private final List<Job> jobs = new ArrayList<>();
    private int last;

    /// What stands with an upload.
    public enum State {
        WAITING,
        BUILDING,
        DONE,
        REFUSED
    }

    /// One upload.
    ///
    /// @param at the file that is worked on
    /// @param notes what was changed or left out
    /// @param problems why it was refused
    public record Job(int id, String name, State state, String at, int percent, List<Said> notes, List<Said> problems) {
        public boolean isWaiting() {
            return state == State.WAITING;
        }

        public boolean isBuilding() {
            return state == State.BUILDING;
        }

        public boolean isDone() {
            return state == State.DONE;
        }

        public boolean isRefused() {
            return state == State.REFUSED;
        }

        /// Whether nothing will change any more.
        public boolean isOver() {
            return isDone() || isRefused();
        }

        private Job with(State next, List<Said> nextNotes, List<Said> nextProblems) {
            return new Job(id, name, next, "", 0, nextNotes, nextProblems);
        }
    }

    /// @param folder for uploads and what is made of them; what an earlier start left there is removed, and
    ///     what waited then is told as refused
    /// @param reserve bytes that must stay free on its disk
    public CourseJobs(Courses courses, SiteAuthority authority, Path folder, long reserve, CourseBuilder builder)
            throws IOException {
        this(courses, authority, folder, reserve, Instant.MAX, builder);
    }

    /// @param before what is younger may belong to another server that shares the folder
    CourseJobs(
            Courses courses, SiteAuthority authority, Path folder, long reserve, Instant before, CourseBuilder builder)
            throws IOException {
        this.courses = courses;
        this.authority = authority;
        this.folder = folder;
        this.reserve = reserve;
        this.builder = builder;
        removeRemains(before);
    }

    /// @param heard told why an upload was refused; of those that an earlier start left, nobody is
    void onRefusal(Consumer<RefusedCourse.Reason> heard) {
        refused = heard;
    }

    private void removeRemains(Instant before) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> remains;
        try (Stream<Path> all = Files.list(folder)) {
            remains = all.filter(path -> String.valueOf(path.getFileName()).startsWith(WORK))
                    .toList();
        }
        for (Path one : remains) {
            if (!Files.getLastModifiedTime(one).toInstant().isBefore(before)) {
                continue;
            }
            Path name = one.resolve(NAME);
            if (Files.isRegularFile(name)) {
                Job lost = queued(new String(Files.readAllBytes(name), StandardCharsets.UTF_8));
                refuse(lost, List.of(Said.of(Sentence.UPLOAD_RESTARTED)));
            }
            WorkFolder.remove(one);
        }
    }

    /// Takes an upload in and queues it.
    ///
    /// @param by the account
    /// @throws RefusedCourse if the disk has no room for it
    public void take(String name, InputStream bytes, String by) throws IOException {
        take(name, bytes, (job, work) -> add(job, work, by), Remark::said);
    }

    /// Takes a question bank in, in any form, and queues the making of a course that is nothing else.
    ///
    /// @param by the account
    /// @throws RefusedCourse if the disk has no room for it
    public void take(QuestionUpload upload, InputStream bytes, String by) throws IOException {
        Work todo = (job, work) -> {
            upload.describe(work.resolve("upload"), work.resolve("source"), courses.find(upload.course()));
            return build(job, work, work.resolve("source"), by);
        };
        // There is but one file, and here it bears another name than the one that people know.
        take(upload.name(), bytes, todo, Remark::what);
    }

    private interface Work {
        /// @return what was changed or left out
        List<Said> done(Job job, Path work) throws IOException, UnfitCourse;
    }

    private void take(String name, InputStream bytes, Work todo, Function<Remark, Said> problem) throws IOException {
        WorkFolder work = WorkFolder.make(folder);
        Path upload = work.path().resolve("upload");
        try (OutputStream out = Files.newOutputStream(upload)) {
            byte[] buffer = new byte[1024 * 1024];
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                if (Files.getFileStore(folder).getUsableSpace() < reserve) {
                    throw new Refusal(RefusedCourse.Reason.NO_ROOM, Said.of(Sentence.UPLOAD_NO_ROOM));
                }
                out.write(buffer, 0, read);
            }
            Files.writeString(work.path().resolve(NAME), name);
        } catch (IOException | RuntimeException e) {
            work.close();
            if (e instanceof RefusedCourse reason) {
                refused.accept(reason.reason());
            }
            throw e;
        }
        Job job = queued(name);
        thread.execute(() -> run(job, work, todo, problem));
    }

    private synchronized Job queued(String name) {
        last++;
        Job job = new Job(last, name, State.WAITING, "", 0, List.of(), List.of());
        jobs.addFirst(job);
        return job;
    }

    /// Those that wait or are being made, and the last that are over; newest first.
    public synchronized List<Job> all() {
        return List.copyOf(jobs);
    }

    private synchronized void set(Job now) {
        jobs.replaceAll(job -> job.id() == now.id() ? now : job);
        List<Job> over = jobs.stream().filter(Job::isOver).skip(TOLD).toList();
        jobs.removeAll(over);
    }

    private void run(Job job, WorkFolder work, Work todo, Function<Remark, Said> problem) {
        try (work) {
            set(job.with(State.BUILDING, List.of(), List.of()));
            set(job.with(State.DONE, todo.done(job, work.path()), List.of()));
        } catch (UnfitCourse e) {
            refused.accept(RefusedCourse.Reason.WRONG_CONTENT);
            refuse(job, e.problems().stream().map(problem).toList());
        } catch (RefusedCourse e) {
            refused.accept(e.reason());
            refuse(job, List.of(Refusal.said(e)));
        } catch (IOException | RuntimeException e) {
            LOG.warn("an uploaded course could not be taken", e);
            refused.accept(RefusedCourse.Reason.BROKEN);
            refuse(job, List.of(Said.of(Sentence.UPLOAD_FAILED)));
        } catch (Error e) {
            // Of memory or stack: the next course may need less.
            refused.accept(RefusedCourse.Reason.TOO_LARGE);
            refuse(job, List.of(Said.of(Sentence.UPLOAD_TOO_MUCH)));
            LOG.error("an uploaded course could not be taken", e);
        }
    }

    private void refuse(Job job, List<Said> problems) {
        set(job.with(State.REFUSED, List.of(), problems));
    }

    private List<Said> add(Job job, Path work, String by) throws IOException, UnfitCourse {
        Path upload = work.resolve("upload");
        if (isPackage(upload)) {
            try (InputStream bytes = Files.newInputStream(upload)) {
                courses.add(bytes, by);
            }
            return List.of();
        }
        Path source = Files.createDirectory(work.resolve("source"));
        SourceZip.unpack(upload, source, reserve);
        return build(job, work, CourseBuilder.root(source), by);
    }

    private List<Said> build(Job job, Path work, Path source, String by) throws IOException, UnfitCourse {
        Path made = Files.createDirectory(work.resolve("made"));
        Built built = builder.build(
                source,
                made,
                (file, percent) ->
                        set(new Job(job.id(), job.name(), State.BUILDING, file, percent, List.of(), List.of())));
        Path packed = work.resolve("built" + CoursePackage.ENDING);
        try (OutputStream out = Files.newOutputStream(packed)) {
            built.write(authority.sign(built.manifest()), out);
        }
        try (InputStream bytes = Files.newInputStream(packed)) {
            courses.add(bytes, by);
        }
        return built.remarks().stream().map(Remark::said).toList();
    }

    private static boolean isPackage(Path upload) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(upload))) {
            ZipEntry first = zip.getNextEntry();
            return first != null && first.getName().equals(CoursePackage.MANIFEST);
        } catch (ZipException | IllegalArgumentException e) {
            // A name in another encoding, as a zip of a folder may have.
            return false;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
