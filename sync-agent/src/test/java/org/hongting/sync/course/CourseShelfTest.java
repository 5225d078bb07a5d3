package org.hongting.sync.course;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hongting.protocol.Limits;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.CourseSamples;
import org.hongting.protocol.course.CourseSamples.Made;
import org.hongting.protocol.course.Rights;
import org.hongting.protocol.course.SignedManifest;
import org.hongting.protocol.document.CourseDelivery;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.signing.Ed25519;
import org.hongting.sync.replica.DocumentChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourseShelfTest {
    private static final Duration WHILE = Duration.ofMinutes(1);
    private static final int MIB = Limits.COURSE_CHUNK_BYTES;
    private static final Made FIRST = CourseSamples.course("constitution", 1);
    private static final Made SECOND = CourseSamples.course("constitution", 2);
    private static final Made OTHER = CourseSamples.course("history", 1, MIB);

    @TempDir
    Path root;

    private Site site;

    @BeforeEach
    void open() {
        site = new Site(root);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void whatIsWantedIsFetchedAndShownOnceEveryByteWasVerified() throws IOException {
        int[] heard = {0};
        site.opened().listen(() -> heard[0]++);
        site.want(FIRST);

        site.run(WHILE);

        assertThat(site.studies(FIRST)).isTrue();
        assertThat(site.opened().progress()).isEmpty();
        assertThat(heard[0]).isPositive();
        assertThat(site.centre.told).singleElement().satisfies(line -> {
            assertThat(line.whole()).isTrue();
            assertThat(line.here()).isEqualTo(line.of());
        });
        assertThat(site.opened().file(FIRST.signed().manifest(), "../terminal.db"))
                .isEmpty();
    }

    @Test
    void anInterruptedDownloadGoesOnAtTheChunkWhereItWasAndFetchesNothingTwice() throws IOException {
        long bytes = FIRST.signed().manifest().bytes() + FIRST.signed().bytes().length;
        for (int answers = 0; answers < 5; answers++) {
            site.want();
            site.run(WHILE);
            site.opened();
            Made made = CourseSamples.course("course-" + answers, 1);
            site.want(made);
            site.centre.fetched = 0;
            site.centre.answersLeft = answers;
            site.run(WHILE);
            assertThat(site.studies(made)).isFalse();

            site.restart();
            site.centre.answersLeft = Integer.MAX_VALUE;
            site.run(WHILE);

            assertThat(site.studies(made)).isTrue();
            assertThat(site.centre.fetched).isBetween(bytes - 20, bytes + 20);
        }
    }

    @Test
    void whereverThePowerIsCutTheOldEditionIsWholeAndTheNewOneArrives() throws IOException {
        site.want(FIRST);
        site.run(WHILE);
        int steps = 0;
        boolean wasCut = true;
        while (wasCut) {
            Made next = CourseSamples.course("constitution", 2 + steps);
            Made before = steps == 0 ? FIRST : CourseSamples.course("constitution", 1 + steps);
            site.want(next);
            site.stepsLeft = steps;
            wasCut = site.run(WHILE);
            site.restart();
            assertThat(site.studies(before) || site.studies(next))
                    .as("after a cut at step " + steps)
                    .isTrue();
            site.run(Duration.ofHours(1));
            assertThat(site.studies(next)).as("later").isTrue();
            assertThat(site.editions()).hasSize(1);
            steps++;
        }
        assertThat(steps).isGreaterThan(6);
    }

    @Test
    void theOldEditionStaysUntilTheNewOneIsWholeAndForAsLongAsSomebodyReadsInIt() throws IOException {
        site.want(FIRST);
        site.run(WHILE);
        CourseShelf.Held held = site.opened().hold(site.opened().courses().getFirst());
        site.want(SECOND);
        site.centre.answersLeft = 2;
        site.run(WHILE);
        assertThat(site.studies(FIRST)).isTrue();
        assertThat(site.opened().progress()).singleElement().satisfies(progress -> {
            assertThat(progress.edition()).isEqualTo(2);
            assertThat(progress.here()).isPositive().isLessThan(progress.of());
        });

        site.centre.answersLeft = Integer.MAX_VALUE;
        site.pass(Duration.ofMinutes(10));

        assertThat(site.studies(SECOND)).isTrue();
        CourseManifest old = held.course().manifest();
        assertThat(site.opened().file(old, "film.mp4")).isPresent();
        held.close();
        site.run(WHILE);
        assertThat(site.opened().file(old, "film.mp4")).isEmpty();
    }

    @Test
    void aChunkWithOtherBytesIsNotKeptAndTheReasonIsTold() throws IOException {
        site.want(FIRST);
        site.centre.lied = FIRST.file("film.mp4").sha256();

        site.run(WHILE);

        assertThat(site.opened().courses()).isEmpty();
        assertThat(site.bytesOnDisk()).isLessThan(MIB);
        assertThat(site.centre.told)
                .singleElement()
                .satisfies(line -> assertThat(line.problem()).contains("film.mp4"));
        site.centre.lied = null;
        site.pass(Duration.ofHours(1));
        assertThat(site.studies(FIRST)).isTrue();
    }

    @Test
    void aClockThatWasYearsAheadAtARefusalHoldsNoCourseBackLongerThanHalfAnHour() throws IOException {
        OffsetDateTime right = site.clock.read().wall();
        site.clock.setWall(right.plusYears(10));
        site.want(FIRST);
        site.centre.lied = FIRST.file("film.mp4").sha256();
        site.run(WHILE);
        assertThat(site.opened().progress())
                .singleElement()
                .satisfies(progress -> assertThat(progress.problem()).isPresent());

        site.clock.setWall(right.plus(WHILE));
        site.centre.lied = null;
        site.pass(Duration.ofMinutes(20));
        assertThat(site.studies(FIRST)).as("not before half an hour is over").isFalse();
        site.pass(Duration.ofMinutes(25));
        assertThat(site.studies(FIRST)).isTrue();
    }

    @Test
    void aManifestThatTheSiteDidNotSignIsRefusedAndTheNextCourseArrives() throws IOException {
        Made forged = new Made(
                SignedManifest.sign(
                        FIRST.signed().manifest(),
                        Ed25519.newKeyPair(new SecureRandom()).getPrivate()),
                FIRST.contents());
        site.want(forged, OTHER);

        site.run(WHILE);

        assertThat(site.studies(OTHER)).isTrue();
        assertThat(site.opened().progress())
                .singleElement()
                .satisfies(progress -> assertThat(progress.problem()).contains("not signed by this site"));
    }

    @Test
    void bytesThatTheDiskSpoiledAreFoundAndFetchedAgain() throws IOException {
        site.want(FIRST);
        site.centre.answersLeft = 4;
        site.run(WHILE);
        Path part = site.folder.resolve(FIRST.file("film.mp4").sha256().hex() + ".part");
        Files.write(part, new byte[(int) Files.size(part)], StandardOpenOption.TRUNCATE_EXISTING);

        site.centre.answersLeft = Integer.MAX_VALUE;
        site.pass(Duration.ofHours(2));

        assertThat(site.studies(FIRST)).isTrue();
    }

    @Test
    void nothingIsFetchedOutsideItsHours() throws IOException {
        site.want(
                new CourseDelivery(null, new CourseDelivery.DailyWindow(LocalTime.of(22, 0), LocalTime.of(6, 0)), null),
                FIRST);

        site.run(Duration.ofMinutes(5));
        assertThat(site.centre.fetched).isZero();
        for (int hour = 0; hour < 14; hour++) {
            site.pass(Duration.ofHours(1));
        }
        assertThat(site.studies(FIRST)).isTrue();
    }

    @Test
    void aCapOnTheBandwidthIsKept() {
        site.want(new CourseDelivery(null, null, MIB / 10), FIRST);

        site.run(Duration.ofSeconds(9));
        assertThat(site.centre.fetched).isLessThan(MIB + 100_000);
        site.pass(Duration.ofSeconds(10));
        assertThat(site.centre.fetched).isLessThan(2 * MIB + 100_000);
        site.pass(Duration.ofSeconds(20));
        assertThat(site.opened().courses()).hasSize(1);
    }

    @Test
    void aFullDiskRefusesTheCourseLeavesTheReserveAndSaysWhatIsMissing() throws IOException {
        site.budget = new CourseBudget(Long.MAX_VALUE, 4L * MIB);
        site.usable = 7L * MIB;
        site.restart();
        site.want(OTHER, FIRST);

        site.run(WHILE);

        assertThat(site.studies(FIRST)).isTrue();
        assertThat(site.opened().progress())
                .singleElement()
                .satisfies(progress -> assertThat(progress.problem().orElse("")).contains("are free for courses"));
        assertThat(site.usable - site.bytesOnDisk()).isGreaterThan(4L * MIB);
        site.usable = 9L * MIB;
        site.pass(Duration.ofHours(1));
        assertThat(site.studies(OTHER)).isTrue();
    }

    @Test
    void aDiskThatIsFullAgainstAllReckoningStopsNothingAndIsTriedAgain() throws IOException {
        site.want(OTHER);
        site.run(WHILE);
        site.usable = site.bytesOnDisk() + MIB;
        site.budget = new CourseBudget(Long.MAX_VALUE, -10L * MIB);
        site.restart();
        site.want(OTHER, FIRST);

        site.run(WHILE);

        assertThat(site.studies(OTHER)).isTrue();
        assertThat(site.studies(FIRST)).isFalse();
        site.usable = 1L << 40;
        site.pass(Duration.ofHours(1));
        assertThat(site.studies(FIRST)).isTrue();
    }

    @Test
    void whatIsNoLongerWantedAndWasOpenedLongestAgoMakesRoomFirst() throws IOException {
        Made[] made = {
            CourseSamples.course("course-a", 1, MIB),
            CourseSamples.course("course-b", 1, MIB),
            CourseSamples.course("course-c", 1, MIB),
            CourseSamples.course("course-d", 1, MIB)
        };
        site.budget = new CourseBudget(3L * MIB + MIB / 2, 0);
        site.restart();
        site.want(made[0], made[1], made[2]);
        site.run(WHILE);
        site.opened().file(made[0].signed().manifest(), "film.mp4");
        site.pass(WHILE);
        site.want(made[2]);
        site.run(WHILE);
        assertThat(site.opened().courses()).hasSize(1);

        site.want(made[2], made[3]);
        site.run(WHILE);
        assertThat(site.studies(made[2])).isTrue();
        assertThat(site.studies(made[3])).isTrue();
        site.centre.fetched = 0;
        site.want(made[0], made[2], made[3]);
        site.run(WHILE);

        assertThat(site.studies(made[0])).isTrue();
        assertThat(site.centre.fetched)
                .as("it was opened last and is still here")
                .isZero();
    }

    @Test
    void aCourseThatIsOpenIsNotEvicted() throws IOException {
        site.budget = new CourseBudget(MIB + MIB / 2, 0);
        site.restart();
        site.want(OTHER);
        site.run(WHILE);
        try (CourseShelf.Held held = site.opened().hold(site.opened().courses().getFirst())) {
            site.want(CourseSamples.course("next", 1, MIB));
            site.run(WHILE);
            assertThat(site.opened().file(held.course().manifest(), "film.mp4")).isPresent();
            assertThat(site.opened().progress()).hasSize(1);
        }
        site.pass(Duration.ofHours(1));
        assertThat(site.opened().courses()).hasSize(1);
        assertThat(site.opened().progress()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeMadeStopsNothingAndIsTriedAgain() throws IOException {
        Files.writeString(site.folder, "in the way");
        site.restart();
        site.want(OTHER);
        site.run(WHILE);
        assertThat(site.opened().courses()).isEmpty();

        Files.delete(site.folder);
        site.pass(Duration.ofHours(1));
        assertThat(site.studies(OTHER)).isTrue();
    }

    @Test
    void aCourseIsShownUpToItsLastDay() {
        Made ending = ending("ending", 1);
        site.want(ending);
        site.run(WHILE);
        assertThat(site.opened().courses()).hasSize(1);

        site.pass(Duration.ofDays(2));

        assertThat(site.opened().courses()).isEmpty();
    }

    private Made ending(String id, int edition) {
        Map<String, byte[]> contents = new LinkedHashMap<>(Map.of("text/one.md", "一".getBytes(UTF_8)));
        contents.put("film.mp4", new byte[] {1, 2, 3});
        CourseManifest plain = CourseSamples.manifest(id, edition, contents);
        return new Made(
                SignedManifest.sign(
                        new CourseManifest(
                                plain.id(),
                                plain.edition(),
                                plain.title(),
                                plain.language(),
                                plain.summary(),
                                plain.lessons(),
                                plain.files(),
                                new Rights("A school", ""),
                                site.today(),
                                null),
                        CourseSamples.PAIR.getPrivate()),
                contents);
    }

    @Test
    void aPackageOnAStickIsTakenWithoutANetworkAndShownUntilTheCentreWithdrawsIt() throws IOException {
        site.centre.answersLeft = 0;
        Path stick = Files.createDirectories(root.resolve("stick/courses"));
        Files.write(stick.resolve("a.htc"), FIRST.packaged());
        Files.writeString(stick.resolve("readme.txt"), "not a package");

        site.opened().importFrom(root.resolve("stick"));
        site.pass(WHILE);
        assertThat(site.studies(FIRST)).isTrue();
        site.restart();
        assertThat(site.studies(FIRST)).isTrue();

        site.want(FIRST);
        site.want();
        site.run(WHILE);
        assertThat(site.opened().courses()).isEmpty();
    }

    @Test
    void aBadPackageOnAStickIsRefusedWithAReasonAndTheNextOneIsTaken() throws IOException {
        Path stick = Files.createDirectories(root.resolve("stick"));
        byte[] film = SECOND.content("film.mp4").clone();
        film[100] ^= 1;
        Map<String, byte[]> wrong = new LinkedHashMap<>(SECOND.contents());
        wrong.put("film.mp4", film);
        Files.write(stick.resolve("1-wrong.htc"), SECOND.packaged(wrong));
        Files.write(stick.resolve("2-rubbish.htc"), new byte[5000]);
        Files.write(stick.resolve("3-half.htc"), Arrays.copyOf(SECOND.packaged(), 2 * MIB));
        Files.write(stick.resolve("4-good.htc"), FIRST.packaged());

        site.opened().importFrom(stick);
        site.pass(WHILE);

        assertThat(site.studies(FIRST)).isTrue();
        assertThat(site.opened().refusedPackages()).hasSize(3);
        assertThat(site.opened().refusedPackages().getFirst()).contains("1-wrong.htc", "film.mp4");
        assertThat(site.bytesOnDisk())
                .isEqualTo(FIRST.signed().manifest().bytes() + FIRST.signed().bytes().length);
    }

    @Test
    void anOlderEditionOnAStickIsRefused() throws IOException {
        site.want(SECOND);
        site.run(WHILE);
        Path stick = Files.createDirectories(root.resolve("stick"));
        Files.write(stick.resolve("old.htc"), FIRST.packaged());

        site.opened().importFrom(stick);
        site.pass(WHILE);

        assertThat(site.studies(SECOND)).isTrue();
        assertThat(site.opened().refusedPackages()).singleElement().asString().contains("is here already");
    }

    @Test
    void wherePowerIsCutDuringAnImportTheOldEditionIsWholeAndTheStickIsTakenAgain() throws IOException {
        Path stick = Files.createDirectories(root.resolve("stick"));
        Files.write(stick.resolve("1.htc"), FIRST.packaged());
        site.opened().importFrom(stick);
        site.pass(WHILE);
        Files.write(stick.resolve("2.htc"), SECOND.packaged());
        boolean wasCut = true;
        int steps = 0;
        for (; wasCut; steps++) {
            site.stepsLeft = steps;
            site.opened().importFrom(stick);
            wasCut = site.pass(WHILE);
            site.restart();
            assertThat(site.studies(FIRST) || site.studies(SECOND))
                    .as("after a cut at step " + steps)
                    .isTrue();
            if (wasCut && site.studies(SECOND)) {
                break;
            }
        }
        site.opened().importFrom(stick);
        site.pass(WHILE);
        assertThat(site.studies(SECOND)).isTrue();
        assertThat(steps).isGreaterThan(4);
    }

    @Test
    void anEntryThatCannotBeReadHoldsNothingUp() throws IOException {
        site.centre.hold(OTHER);
        site.apply(new DocumentChange(
                true,
                List.of(
                        DocumentEntry.ofLine(Line.of("{\"id\":\"broken\",\"edition\":\"one\"}".getBytes(UTF_8))),
                        DocumentEntry.of(Site.entry(OTHER, CourseDelivery.AT_ONCE))),
                List.of()));

        site.run(WHILE);

        assertThat(site.studies(OTHER)).isTrue();
        assertThat(new CourseWishes(Site.TERMINAL).wants(DocumentName.KEYS)).isFalse();
    }
}
