package org.hongting.central.study;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hongting.central.course.Courses;
import org.hongting.protocol.Limits;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;

/// The contents of the courses of the site. What an edition consists of never changes, so its manifest is read once.
/// Safe for use by many threads.
final class ShelvedContents implements CourseContents {
    private final Courses courses;
    private final Map<Digest, Content> known = new ConcurrentHashMap<>();

    ShelvedContents(Courses courses) {
        this.courses = courses;
    }

    @Override
    public Optional<Content> present(Transaction transaction, CourseId course) {
        return courses.edition(transaction, course).flatMap(this::read);
    }

    @Override
    public Optional<Content> edition(Transaction transaction, CourseId course, int edition) {
        return courses.edition(transaction, course, edition).flatMap(this::read);
    }

    private Optional<Content> read(Digest manifest) {
        Optional<Content> content = Optional.ofNullable(known.get(manifest))
                .or(() -> courses.content(manifest, Limits.COURSE_MANIFEST_BYTES)
                        .map(CourseManifest::read)
                        .map(read -> new Content(read.edition(), read.title(), read.lessons())));
        content.ifPresent(found -> known.put(manifest, found));
        return content;
    }
}
