package org.hongting.central.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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

    /// A store whose stack is never deep enough.
    private static final class Shallow implements Database {
        @Override
        public <T extends @Nullable Object> T inTransaction(Work<T> work) {
            throw new StackOverflowError("deep");
        }

        @Override
        public <T extends @Nullable Object> T reading(Work<T> work) {
            throw new StackOverflowError("deep");
        }
    }

    @Test
    void anUploadThatTheServerCannotBearIsRefusedAndSaysSo() throws IOException, InterruptedException {
        Courses courses = new Courses(
                new Shallow(),
                Clock.systemUTC(),
                new CourseFiles(folder.resolve("courses"), 0),
                List.of(CourseSamples.PAIR.getPublic()));
        SiteAuthority authority = SiteAuthority.open(
                folder.resolve("keys"), null, Clock.systemUTC().instant(), new SecureRandom());
        try (CourseJobs jobs = new CourseJobs(courses, authority, folder.resolve("work"), 0, new CourseBuilder(""))) {
            jobs.take(
                    "c.htc",
                    new ByteArrayInputStream(
                            CourseSamples.course("constitution", 1).packaged()),
                    "admin");

            Instant end = Instant.now().plusSeconds(20);
            while (!jobs.all().getFirst().isRefused() && Instant.now().isBefore(end)) {
                Thread.sleep(20);
            }
            assertThat(jobs.all().getFirst().problems())
                    .singleElement()
                    .asString()
                    .contains("more than the server has");
        }
    }
}
