package org.hongting.central.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.Limits;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.CourseSamples;
import org.hongting.protocol.course.FileHashes;
import org.hongting.protocol.course.RefusedCourse;
import org.hongting.protocol.course.SignedManifest;
import org.hongting.protocol.document.CourseDelivery;
import org.hongting.protocol.document.CourseEntry;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.Ed25519;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoursesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T01:00:00Z"), ZoneId.of("Asia/Shanghai"));
    private static final CourseId ID = new CourseId("constitution");
    private static final CourseSamples.Made FIRST = CourseSamples.course("constitution", 1);
    private static final CourseSamples.Made SECOND = CourseSamples.course("constitution", 2);
    private static final TerminalId HALL = new TerminalId("hall-1");
    private static final TerminalId DOOR = new TerminalId("door-1");

    @TempDir
    Path folder;

    private TestStore store;
    private Courses courses;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        courses = courses(0, CourseSamples.PAIR);
        for (TerminalId terminal : List.of(HALL, DOOR)) {
            store.execute(
                    "INSERT INTO terminal (id, name, place, public_key, claimed_at) VALUES (?, 'K', 'H', ?, '')",
                    terminal.value(),
                    new byte[1]);
        }
    }

    private Courses courses(long reserve, KeyPair pair) {
        return new Courses(
                store.database, CLOCK, new CourseFiles(folder.resolve("courses"), reserve), List.of(pair.getPublic()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Course add(byte[] bytes) throws IOException {
        return courses.add(new ByteArrayInputStream(bytes), "admin");
    }

    private List<CourseEntry> entries(TerminalId terminal) {
        Map<DocumentName, List<DocumentEntry>> contents = store.database.reading(
                transaction -> new CoursesSource(courses, CLOCK).contents(transaction, CoursesSource.ALL));
        return contents.getOrDefault(DocumentName.coursesOf(terminal), List.of()).stream()
                .map(entry -> entry.as(CourseEntry.class))
                .toList();
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("courses"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void aPackageThatIsAddedGoesToEveryTerminalAndIntoTheAuditLog() throws IOException {
        Course course = add(FIRST.packaged());

        assertThat(entries(HALL)).hasSize(1).isEqualTo(entries(DOOR));
        CourseEntry entry = entries(HALL).getFirst();
        assertThat(entry.manifest()).isEqualTo(FIRST.signed().digest());
        assertThat(entry.signatureBytes()).isEqualTo(FIRST.signed().signature());
        assertThat(Files.readAllBytes(
                        courses.files().whole(FIRST.file("film.mp4").sha256())))
                .isEqualTo(FIRST.content("film.mp4"));
        assertThat(course.edition().number()).isEqualTo(1);
        assertThat(store.texts("action", "audit")).containsExactly("course.added");
        assertThat(store.texts("document", "publication_due")).contains("courses/all");
    }

    @Test
    void aPackageWithWrongBytesLeavesTheOldEditionAndNothingElse() throws IOException {
        add(FIRST.packaged());
        long before = files();
        byte[] film = SECOND.content("film.mp4").clone();
        film[film.length - 1] ^= 1;
        Map<String, byte[]> wrong = new LinkedHashMap<>(SECOND.contents());
        wrong.put("film.mp4", film);

        assertRefused(SECOND.packaged(wrong), RefusedCourse.Reason.WRONG_CONTENT);

        assertThat(entries(HALL))
                .singleElement()
                .satisfies(entry -> assertThat(entry.edition()).isEqualTo(1));
        assertThat(files()).as("a text that was whole is kept by its hash").isLessThanOrEqualTo(before + 1);
    }

    @Test
    void aPackageThatBreaksOffAnywhereLeavesTheOldEditionAndIsTakenWhenItComesWhole() throws IOException {
        add(FIRST.packaged());
        byte[] whole = SECOND.packaged();
        for (int part = 1; part < 8; part++) {
            byte[] half = Arrays.copyOf(whole, whole.length * part / 8);
            assertThatThrownBy(() -> add(half)).isInstanceOfAny(RefusedCourse.class, IOException.class);
            assertThat(entries(HALL).getFirst().edition()).isEqualTo(1);
        }

        add(whole);

        assertThat(entries(HALL).getFirst().edition()).isEqualTo(2);
    }

    @Test
    void whatAStoppedServerLeftUnfinishedIsRemovedAndNothingElse() throws IOException {
        add(FIRST.packaged());
        long before = files();
        Path left = Files.write(
                courses.files().whole(FIRST.file("film.mp4").sha256()).resolveSibling("0".repeat(64) + "1.unfinished"),
                new byte[5]);

        courses.files().removeUnfinished(Instant.now().minusSeconds(3600));
        assertThat(left).as("somebody may be writing it").exists();
        courses.files().removeUnfinished(Instant.now().plusSeconds(3600));

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void anotherSitesPackageIsRefused() {
        courses = courses(0, Ed25519.newKeyPair(new SecureRandom()));

        assertRefused(FIRST.packaged(), RefusedCourse.Reason.WRONG_SIGNATURE);
        assertThat(folder.resolve("courses")).doesNotExist();
    }

    @Test
    void anEditionThatIsNotNewerIsRefusedAndTheSameOneIsTakenAgain() throws IOException {
        add(SECOND.packaged());

        assertRefused(FIRST.packaged(), RefusedCourse.Reason.OLDER_EDITION);
        assertRefused(CourseSamples.course("constitution", 2, 5).packaged(), RefusedCourse.Reason.OLDER_EDITION);
        assertThat(add(SECOND.packaged()).edition().manifest())
                .isEqualTo(SECOND.signed().digest());
    }

    @Test
    void nothingIsKeptOfAnEditionThatIsOlderOrOver() throws IOException {
        add(SECOND.packaged());
        long before = files();

        assertRefused(FIRST.packaged(), RefusedCourse.Reason.OLDER_EDITION);
        CourseSamples.Made third = CourseSamples.course("constitution", 3);
        assertRefused(CourseSamples.until(LocalDate.of(2026, 11, 21), third).packaged(), RefusedCourse.Reason.EXPIRED);

        assertThat(files()).isEqualTo(before);
        assertThat(add(CourseSamples.until(LocalDate.of(2026, 11, 22), third).packaged())
                        .edition()
                        .number())
                .isEqualTo(3);
    }

    @Test
    void theLastDayEndsWithTheDayOfTheSite() {
        Clock midnight = Clock.fixed(Instant.parse("2026-11-22T16:30:00Z"), ZoneId.of("Asia/Shanghai"));
        courses = new Courses(
                store.database,
                midnight,
                new CourseFiles(folder.resolve("courses"), 0),
                List.of(CourseSamples.PAIR.getPublic()));

        assertRefused(CourseSamples.until(LocalDate.of(2026, 11, 22), FIRST).packaged(), RefusedCourse.Reason.EXPIRED);
    }

    @Test
    void aFullDiskRefusesThePackageBeforeAnythingOfItIsKept() throws IOException {
        courses = courses(Long.MAX_VALUE / 2, CourseSamples.PAIR);

        assertRefused(FIRST.packaged(), RefusedCourse.Reason.NO_ROOM);
        assertThat(files()).isZero();
    }

    @Test
    void aCourseGoesWhereAndWhenItIsSentAndNowhereOnceItIsWithdrawn() throws IOException {
        add(FIRST.packaged());
        CourseDelivery delivery = new CourseDelivery(
                null, new CourseDelivery.DailyWindow(LocalTime.of(22, 0), LocalTime.of(6, 0)), 65_536);
        Digest film = FIRST.file("film.mp4").sha256();

        assertThat(courses.send(ID, delivery, List.of(HALL), "admin")).isTrue();

        assertThat(entries(HALL).getFirst().delivered()).isEqualTo(delivery);
        assertThat(entries(DOOR)).isEmpty();
        assertThat(courses.mayFetch(HALL, film)).isTrue();
        assertThat(courses.mayFetch(HALL, FIRST.signed().digest())).isTrue();
        assertThat(courses.mayFetch(DOOR, film)).isFalse();
        assertThat(courses.mayFetch(HALL, Digest.of(new byte[0]))).isFalse();

        assertThat(courses.withdraw(ID, "admin")).isTrue();
        assertThat(courses.withdraw(ID, "admin")).isFalse();
        assertThat(entries(HALL)).isEmpty();
        assertThat(courses.mayFetch(HALL, film)).isFalse();
        assertThat(store.texts("action", "audit ORDER BY id"))
                .containsExactly("course.added", "course.sent", "course.withdrawn");
    }

    @Test
    void filesOfAReplacedEditionGoButItsManifestAndItsBankStay() throws IOException {
        CourseSamples.Made first = withBank(FIRST);
        add(first.packaged());
        courses.withdraw(ID, "admin");
        CourseSweep sweep = new CourseSweep(store.database, courses.files());
        assertThat(sweep.sweep(Instant.now().plusSeconds(60)))
                .as("it may go out again")
                .isZero();
        add(SECOND.packaged());
        assertThat(sweep.sweep(Instant.now().minusSeconds(60))).as("too young").isZero();
        assertThat(sweep.sweep(Instant.now().plusSeconds(60))).isEqualTo(2);
        assertThat(sweep.sweep(Instant.now().plusSeconds(60))).isZero();

        assertThat(courses.files().holds(first.signed().digest())).isTrue();
        assertThat(first.signed().manifest().files().stream()
                        .filter(file -> courses.files().holds(file.sha256())))
                .containsExactly(first.file("questions.json"));
        assertThat(SECOND.signed().manifest().files())
                .allMatch(file -> courses.files().holds(file.sha256()));
        assertThat(add(SECOND.packaged()).edition().number()).isEqualTo(2);
    }

    @Test
    void nothingIsRemovedOfAnEditionWhoseManifestIsSpoiledAndNothingThatIsNoFileOfACourse() throws IOException {
        add(FIRST.packaged());
        add(SECOND.packaged());
        Files.write(courses.files().whole(FIRST.signed().digest()), new byte[] {1});
        Files.write(folder.resolve("courses").resolve("notes"), new byte[] {1});
        assertThat(new CourseSweep(store.database, courses.files())
                        .sweep(Instant.now().plusSeconds(60)))
                .isZero();
    }

    @Test
    void anEditionWhoseFileWasRemovedWhileItCameDoesNotCount() throws IOException {
        add(FIRST.packaged());
        Map<String, byte[]> contents = new LinkedHashMap<>(SECOND.contents());
        contents.put("film.mp4", FIRST.content("film.mp4"));
        CourseSamples.Made second = new CourseSamples.Made(
                SignedManifest.sign(CourseSamples.manifest(ID.value(), 2, contents), CourseSamples.PAIR.getPrivate()),
                contents);
        Path film = courses.files().whole(FIRST.file("film.mp4").sha256());
        InputStream removing = new ByteArrayInputStream(second.packaged()) {
            @Override
            public synchronized int read(byte[] buffer, int from, int length) {
                int read = super.read(buffer, from, length);
                if (available() < Limits.COURSE_CHUNK_BYTES && Files.exists(film)) {
                    assertThat(film.toFile().delete()).isTrue();
                }
                return read;
            }
        };
        assertThatThrownBy(() -> courses.add(removing, "admin")).isInstanceOf(RefusedCourse.class);
        assertThat(courses.find(ID).orElseThrow().edition().number()).isEqualTo(1);
    }

    private static CourseSamples.Made withBank(CourseSamples.Made course) throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>(course.contents());
        contents.put("questions.json", new byte[] {'{', '}'});
        CourseManifest manifest = course.signed().manifest();
        List<CourseFile> files = new ArrayList<>(manifest.files());
        files.add(FileHashes.of(new ByteArrayInputStream(new byte[] {'{', '}'}))
                .named("questions.json", CourseFile.MediaType.QUESTIONS));
        CourseManifest asking = new CourseManifest(
                manifest.id(),
                manifest.edition(),
                manifest.title(),
                manifest.language(),
                manifest.summary(),
                manifest.lessons(),
                files,
                manifest.rights(),
                manifest.expires(),
                "questions.json");
        return new CourseSamples.Made(SignedManifest.sign(asking, CourseSamples.PAIR.getPrivate()), contents);
    }

    private void assertRefused(byte[] bytes, RefusedCourse.Reason reason) {
        assertThatThrownBy(() -> add(bytes))
                .isInstanceOfSatisfying(
                        RefusedCourse.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
