package org.hongting.central.course;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.hongting.central.course.build.CourseBuilder;
import org.hongting.central.ingest.Door;
import org.hongting.central.ingest.RefusalBook;
import org.hongting.central.platform.CentralSettings;
import org.hongting.central.platform.lease.Seat;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.Ed25519;
import org.hongting.provisioning.authority.SiteAuthority;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The courses of the running server, below its data folder.
@Configuration(proxyBeanMethods = false)
public class CourseConfiguration {
    private static final Duration OLD = Duration.ofDays(1);
    private static final long RESERVED_BYTES = 1024L * 1024 * 1024;

    /// The courses of a server's folder, as the server and the commands have them.
    ///
    /// @param clock in the site's zone
    public static Courses open(Database database, Clock clock, Path data, SiteAuthority authority) {
        List<PublicKey> keys = authority.courseKeys().stream()
                .map(key -> Ed25519.publicKey(key.publicKeyBytes()))
                .toList();
        return new Courses(database, clock, files(data), keys);
    }

    private static CourseFiles files(Path data) {
        return new CourseFiles(data.resolve("courses"), RESERVED_BYTES);
    }

    /// Where the manifest of an edition lies.
    public static Path manifestOf(Path data, Digest manifest) {
        return files(data).whole(manifest);
    }

    @Bean
    Courses courses(
            Database database, Clock clock, ZoneId siteZone, CentralSettings settings, SiteAuthority authority) {
        return open(database, clock.withZone(siteZone), settings.data(), authority);
    }

    @Bean
    CourseJobs courseJobs(
            Courses courses,
            SiteAuthority authority,
            CentralSettings settings,
            RefusalBook refusals,
            Seat seat,
            Clock clock)
            throws IOException {
        // A command may be adding a course while the server starts: what it writes is younger.
        courses.files().removeUnfinished(clock.instant().minus(OLD));
        courses.sweep();
        CourseJobs jobs = new CourseJobs(
                courses,
                authority,
                settings.data().resolve("courses"),
                RESERVED_BYTES,
                seat.isShared() ? clock.instant().minus(OLD) : Instant.MAX,
                new CourseBuilder(System.getenv().getOrDefault("PATH", "")));
        jobs.onRefusal(reason -> refusals.add(Door.COURSE, reason));
        return jobs;
    }

    @Bean
    QuestionCounts questionCounts(Courses courses) {
        return new QuestionCounts(courses.files());
    }

    @Bean
    CoursesSource coursesSource(Courses courses, Clock clock, ZoneId siteZone) {
        return new CoursesSource(courses, clock.withZone(siteZone));
    }
}
