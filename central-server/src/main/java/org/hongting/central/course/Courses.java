package org.hongting.central.course;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hongting.central.course.sentence.Refusal;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.publishing.DueDocuments;
import org.hongting.protocol.Limits;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.CoursePackage;
import org.hongting.protocol.course.RefusedCourse;
import org.hongting.protocol.course.SignedManifest;
import org.hongting.protocol.document.CourseDelivery;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.wire.CourseReport;
import org.jspecify.annotations.Nullable;

/// The courses of the site. An edition counts from one transaction on, and only once every file of it is on the disk.
/// Safe for use by many threads.
public final class Courses {
    private static final System.Logger LOG = System.getLogger(Courses.class.getName());

    /// Files so young may belong to a package that is being taken.
    private static final Duration YOUNG = Duration.ofDays(1);

    private final Database database;
    private final Clock clock;
    private final CourseFiles files;
    private final List<PublicKey> keys;

    /// @param clock in the site's zone
    /// @param keys the site's course keys
    public Courses(Database database, Clock clock, CourseFiles files, List<PublicKey> keys) {
        this.database = database;
        this.clock = clock;
        this.files = files;
        this.keys = List.copyOf(keys);
    }

    /// How far a terminal is with a course.
    ///
    /// @param problem why it does not go on, as the terminal says it
    public record Delivery(
            TerminalId terminal,
            Digest manifest,
            long here,
            long size,
            boolean whole,
            Optional<String> problem,
            Instant told) {}

    /// Takes a package: its files, then, in one transaction, its edition, which from then on terminals are to hold.
    ///
    /// @param by the account, or `command line`
    /// @throws RefusedCourse if it is not a package of this site, or its edition is not newer than the one
    /// that is here
    /// @throws IOException if it cannot be read or kept; the edition that is here is what it was
    public Course add(InputStream from, String by) throws IOException {
        SignedManifest signed;
        try (CourseFiles.Intake intake = files.intake(this::requireTakeable)) {
            signed = CoursePackage.read(from, keys, intake);
        }
        CourseManifest manifest = signed.manifest();
        files.keep(signed);
        Course added = database.inTransaction(transaction -> {
            requireNewer(transaction, signed);
            requireWhole(signed);
            write(transaction, signed, by);
            return find(transaction, manifest.id()).orElseThrow();
        });
        sweep();
        return added;
    }

    /// What was here when the package came may have been removed since.
    private void requireWhole(SignedManifest signed) {
        if (!files.holds(signed.digest())
                || !signed.manifest().files().stream().allMatch(file -> files.holds(file.sha256()))) {
            throw new Refusal(RefusedCourse.Reason.MISSING_FILE, Said.of(Sentence.COURSE_FILE_GONE));
        }
    }

    /// Removes files that nobody needs any more. What cannot be removed is tried again after the next edition or start.
    void sweep() {
        try {
            int removed = new CourseSweep(database, files).sweep(clock.instant().minus(YOUNG));
            if (removed > 0) {
                LOG.log(System.Logger.Level.INFO, "removed " + removed + " files of courses that nobody needs");
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.WARNING, "files of courses that nobody needs could not be removed", e);
        }
    }

    /// Asked before a byte of it is kept: what is refused would lie there for ever.
    private void requireTakeable(SignedManifest signed) {
        if (!signed.manifest().isGoodOn(LocalDate.now(clock))) {
            throw new Refusal(RefusedCourse.Reason.EXPIRED, Said.of(Sentence.COURSE_EXPIRED));
        }
        database.reading(transaction -> {
            requireNewer(transaction, signed);
            return null;
        });
    }

    private void requireNewer(Transaction transaction, SignedManifest signed) {
        find(transaction, signed.manifest().id())
                .filter(course -> course.edition().number() >= signed.manifest().edition()
                        && !course.edition().manifest().equals(signed.digest()))
                .ifPresent(course -> {
                    throw new Refusal(
                            RefusedCourse.Reason.OLDER_EDITION,
                            Said.of(Sentence.COURSE_OLDER, course.edition().number()));
                });
    }

    private void write(Transaction transaction, SignedManifest signed, String by) {
        CourseManifest manifest = signed.manifest();
        String digest = signed.digest().hex();
        int isNew = transaction.update(
                "INSERT INTO course_edition (manifest, course, edition, title, language, lessons, size, expires, signature,"
                        + " added_at, added_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (manifest) DO NOTHING",
                digest,
                manifest.id().value(),
                manifest.edition(),
                manifest.title(),
                manifest.language(),
                manifest.lessons().size(),
                manifest.bytes(),
                manifest.expires() == null ? null : manifest.expires().toString(),
                signed.signature(),
                UtcText.of(clock.instant()),
                by);
        if (isNew == 1) {
            Set<String> hashes = new LinkedHashSet<>();
            hashes.add(digest);
            manifest.files().forEach(file -> hashes.add(file.sha256().hex()));
            List<@Nullable Object[]> rows = new ArrayList<>();
            hashes.forEach(hash -> rows.add(new Object[] {digest, hash}));
            transaction.updateEach("INSERT INTO course_file (manifest, hash) VALUES (?, ?)", rows);
        }
        transaction.update(
                "INSERT INTO course (id, manifest) VALUES (?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET manifest = excluded.manifest, withdrawn_at = NULL",
                manifest.id().value(),
                digest);
        audit(transaction, by, "course.added", manifest.id(), "edition " + manifest.edition() + ", " + digest);
        due(transaction);
    }

    /// Every course, those that are withdrawn too.
    public List<Course> all() {
        return database.reading(this::all);
    }

    List<Course> all(Transaction transaction) {
        return transaction.query(
                "SELECT course.*, course_edition.* FROM course JOIN course_edition"
                        + " ON course_edition.manifest = course.manifest ORDER BY course_edition.title, course.id",
                row -> course(transaction, row));
    }

    /// What a course is called; by its id where none of that name was ever here.
    public String title(Transaction transaction, CourseId id) {
        return find(transaction, id).map(course -> course.edition().title()).orElse(id.value());
    }

    public Optional<Course> find(CourseId id) {
        return database.reading(transaction -> find(transaction, id));
    }

    private Optional<Course> find(Transaction transaction, CourseId id) {
        return transaction.queryFirst(
                "SELECT course.*, course_edition.* FROM course JOIN course_edition"
                        + " ON course_edition.manifest = course.manifest WHERE course.id = ?",
                row -> course(transaction, row),
                id.value());
    }

    /// The name of the edition that terminals are to hold, or were before the course was withdrawn.
    public Optional<Digest> edition(Transaction transaction, CourseId id) {
        return find(transaction, id).map(course -> course.edition().manifest());
    }

    /// The name of an edition that was ever here.
    public Optional<Digest> edition(Transaction transaction, CourseId id, int edition) {
        return transaction.queryFirst(
                "SELECT manifest FROM course_edition WHERE course = ? AND edition = ?",
                row -> Digest.ofHex(row.text("manifest")),
                id.value(),
                edition);
    }

    /// The question bank of a course in its present edition: the hash of its file. What is withdrawn has none.
    public Optional<Digest> questions(CourseId id) {
        return find(id).filter(course -> course.withdrawn().isEmpty())
                .flatMap(course -> content(course.edition().manifest(), Limits.COURSE_MANIFEST_BYTES))
                .map(CourseManifest::read)
                .flatMap(manifest -> Optional.ofNullable(manifest.questions()).flatMap(manifest::file))
                .map(CourseFile::sha256);
    }

    /// A small file of a course, if it is here and no longer than that.
    public Optional<byte[]> content(Digest file, int most) {
        return files.content(file, most);
    }

    /// Terminals are to hold it no more.
    ///
    /// @return false if there is no such course, or it is withdrawn already
    public boolean withdraw(CourseId id, String by) {
        return database.inTransaction(transaction -> {
            int changed = transaction.update(
                    "UPDATE course SET withdrawn_at = ? WHERE id = ? AND withdrawn_at IS NULL",
                    UtcText.of(clock.instant()),
                    id.value());
            if (changed == 1) {
                audit(transaction, by, "course.withdrawn", id, "");
                due(transaction);
            }
            return changed == 1;
        });
    }

    /// Says where a course goes, when and how fast. A course that was withdrawn goes out again.
    ///
    /// @param terminals none: to every terminal
    /// @return false if there is no such course
    public boolean send(CourseId id, CourseDelivery delivery, List<TerminalId> terminals, String by) {
        return database.inTransaction(transaction -> {
            CourseDelivery.DailyWindow daily = delivery.daily();
            int changed = transaction.update(
                    "UPDATE course SET withdrawn_at = NULL, from_at = ?, daily_from = ?, daily_until = ?,"
                            + " bytes_per_second = ? WHERE id = ?",
                    delivery.from() == null ? null : UtcText.of(delivery.from().toInstant()),
                    daily == null ? null : daily.from().toString(),
                    daily == null ? null : daily.until().toString(),
                    delivery.bytesPerSecond(),
                    id.value());
            if (changed == 1) {
                transaction.update("DELETE FROM course_terminal WHERE course = ?", id.value());
                terminals.stream()
                        .distinct()
                        .forEach(terminal -> transaction.update(
                                "INSERT INTO course_terminal (course, terminal) VALUES (?, ?)",
                                id.value(),
                                terminal.value()));
                audit(transaction, by, "course.sent", id, terminals.isEmpty() ? "everywhere" : terminals.toString());
                due(transaction);
            }
            return changed == 1;
        });
    }

    /// Whether the terminal is to hold an edition with that file, or that manifest.
    boolean mayFetch(TerminalId terminal, Digest file) {
        return database
                .reading(transaction -> transaction.query(
                        "SELECT course.id FROM course_file JOIN course ON course.manifest = course_file.manifest"
                                + " WHERE course_file.hash = ?",
                        row -> new CourseId(row.text("id")),
                        file.hex()))
                .stream()
                .flatMap(id -> find(id).stream())
                .anyMatch(course -> course.goesTo(terminal));
    }

    CourseFiles files() {
        return files;
    }

    /// A terminal tells how far it is with everything it is to hold.
    void told(CourseReport report) {
        database.inTransaction(transaction -> {
            transaction.update(
                    "DELETE FROM course_delivery WHERE terminal = ?",
                    report.terminal().value());
            for (CourseReport.Line line : report.courses()) {
                transaction.update(
                        "INSERT INTO course_delivery (terminal, course, manifest, here, size, whole, problem, told_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (terminal, course) DO NOTHING",
                        report.terminal().value(),
                        line.id().value(),
                        line.manifest().hex(),
                        line.here(),
                        line.of(),
                        line.whole() ? 1 : 0,
                        line.problem(),
                        UtcText.of(clock.instant()));
            }
            return null;
        });
    }

    /// What terminals that are to hold it reported of this edition.
    public List<Delivery> deliveries(Course course) {
        return database
                .reading(transaction -> transaction.query(
                        "SELECT * FROM course_delivery WHERE course = ? AND manifest = ? ORDER BY terminal",
                        row -> new Delivery(
                                new TerminalId(row.text("terminal")),
                                Digest.ofHex(row.text("manifest")),
                                row.integer("here"),
                                row.integer("size"),
                                row.integer("whole") == 1,
                                Optional.ofNullable(row.textOrNull("problem")),
                                UtcText.parse(row.text("told_at"))),
                        course.id().value(),
                        course.edition().manifest().hex()))
                .stream()
                .filter(delivery -> course.goesTo(delivery.terminal()))
                .toList();
    }

    private void audit(Transaction transaction, String by, String action, CourseId id, String detail) {
        AuditLog.write(transaction, new AuditLog.Act(clock.instant(), by, action, id.value(), detail));
    }

    private static void due(Transaction transaction) {
        DueDocuments.mark(transaction, CoursesSource.KIND, CoursesSource.ALL);
    }

    private static Course course(Transaction transaction, Transaction.Row row) {
        CourseId id = new CourseId(row.text("id"));
        String dailyFrom = row.textOrNull("daily_from");
        String dailyUntil = row.textOrNull("daily_until");
        String from = row.textOrNull("from_at");
        return new Course(
                id,
                new Course.Edition(
                        Digest.ofHex(row.text("manifest")),
                        (int) row.integer("edition"),
                        row.text("title"),
                        row.text("language"),
                        (int) row.integer("lessons"),
                        row.integer("size"),
                        Optional.ofNullable(row.textOrNull("expires")).map(LocalDate::parse),
                        row.bytes("signature"),
                        UtcText.parse(row.text("added_at")),
                        row.text("added_by")),
                Optional.ofNullable(row.textOrNull("withdrawn_at")).map(UtcText::parse),
                new CourseDelivery(
                        from == null ? null : UtcText.parse(from).atOffset(ZoneOffset.UTC),
                        dailyFrom == null || dailyUntil == null
                                ? null
                                : new CourseDelivery.DailyWindow(
                                        LocalTime.parse(dailyFrom), LocalTime.parse(dailyUntil)),
                        row.isNull("bytes_per_second") ? null : (int) row.integer("bytes_per_second")),
                transaction.query(
                        "SELECT terminal FROM course_terminal WHERE course = ? ORDER BY terminal",
                        one -> new TerminalId(one.text("terminal")),
                        id.value()));
    }
}
