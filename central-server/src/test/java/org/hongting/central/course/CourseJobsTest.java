package org.hongting.central.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    void anUploadThatTheServerCannotBearIsRefusedAndSaysSoAndTheLastThreeAreTold()
            throws IOException, InterruptedException {
        Courses courses = new Courses(
                new Shallow(),
                Clock.systemUTC(),
                new CourseFiles(folder.resolve("courses"), 0),
                List.of(CourseSamples.PAIR.getPublic()));
        SiteAuthority authority = SiteAuthority.open(
                folder.resolve("keys"), null, Clock.systemUTC().instant(), new SecureRandom());
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
