package org.hongting.central.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hongting.central.course.build.CourseBuilder;
import org.hongting.protocol.course.CourseSamples;
import org.hongting.protocol.port.Database;
import org.hongting.provisioning.authority.SiteAuthority;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourseJobsTest {
    @TempDir
    Path folder;

    private final CountDownLatch open = new CountDownLatch(1);

    /// A store whose stack is never deep enough, once it is asked to answer.
    private final class Shallow implements Database {
        @Override
        public <T extends @Nullable Object> T inTransaction(Work<T> work) {
            return reading(work);
        }

        @Override
        public <T extends @Nullable Object> T reading(Work<T> work) {
            try {
                assertThat(open.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new StackOverflowError("deep");
        }
    }

    @Test
    void anUploadThatWaitedWhenTheServerStoppedIsToldAsRefusedByTheNextStart()
            throws IOException, InterruptedException {
        Courses courses = courses();
        SiteAuthority authority = authority();
        Path uploads = folder.resolve("work");
        Instant end = Instant.now().plusSeconds(20);
        byte[] course = CourseSamples.course("constitution", 1).packaged();
        try (CourseJobs jobs = new CourseJobs(courses, authority, uploads, 0, new CourseBuilder(""))) {
            jobs.take("begun.htc", new ByteArrayInputStream(course), "admin");
            jobs.take("党章.htc", new ByteArrayInputStream(course), "admin");
            while (!jobs.all().getLast().isBuilding() && Instant.now().isBefore(end)) {
                Thread.sleep(20);
            }
        }
        // What was begun ends by itself.
        while (remains(uploads) > 1 && Instant.now().isBefore(end)) {
            Thread.sleep(20);
        }

        try (CourseJobs jobs = new CourseJobs(courses, authority, uploads, 0, new CourseBuilder(""))) {
            assertThat(jobs.all()).singleElement().satisfies(lost -> {
                assertThat(lost.name()).isEqualTo("党章.htc");
                assertThat(lost.problems()).singleElement().asString().contains("upload it again");
            });
            assertThat(remains(uploads)).isZero();
        }
    }

    private static long remains(Path uploads) throws IOException {
        try (Stream<Path> all = Files.list(uploads)) {
            return all.count();
        }
    }

    private Courses courses() {
        return new Courses(
                new Shallow(),
                Clock.systemUTC(),
                new CourseFiles(folder.resolve("courses"), 0),
                List.of(CourseSamples.PAIR.getPublic()));
    }

    private SiteAuthority authority() {
        return SiteAuthority.open(
                folder.resolve("keys"), null, Clock.systemUTC().instant(), new SecureRandom());
    }

    @Test
    void anUploadThatTheServerCannotBearIsRefusedAndSaysSoAndTheLastThreeAreTold()
            throws IOException, InterruptedException {
        Courses courses = courses();
        SiteAuthority authority = authority();
        byte[] course = CourseSamples.course("constitution", 1).packaged();
        try (CourseJobs jobs = new CourseJobs(courses, authority, folder.resolve("work"), 0, new CourseBuilder(""))) {
            for (int i = 1; i <= 4; i++) {
                jobs.take(i + ".htc", new ByteArrayInputStream(course), "admin");
            }
            assertThat(jobs.all()).extracting(CourseJobs.Job::name).containsExactly("4.htc", "3.htc", "2.htc", "1.htc");
            open.countDown();

            Instant end = Instant.now().plusSeconds(20);
            while (!jobs.all().getFirst().isRefused() && Instant.now().isBefore(end)) {
                Thread.sleep(20);
            }
            assertThat(jobs.all()).extracting(CourseJobs.Job::name).containsExactly("4.htc", "3.htc", "2.htc");
            assertThat(jobs.all().getFirst().problems())
                    .singleElement()
                    .asString()
                    .contains("more than the server has");
        }
    }
}
