package org.hongting.kiosk.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.course.CourseManifest;

/// The courses that are whole on this terminal.
public interface Library {
    /// Whatever may be studied today. Kept in memory: it opens no file.
    List<Shelved> courses();

    /// A file of a course, to be read now.
    ///
    /// @return nothing where it has gone since
    Optional<Path> file(CourseManifest course, String path);

    /// Keeps a course where it is, for as long as somebody reads in it.
    ///
    /// @return lets it go; doing so twice is doing so once
    default Runnable hold(CourseManifest course) {
        return () -> {};
    }

    /// A course that stands on the shelf.
    ///
    /// @param initials of the title's words or signs, in capitals, by which it is searched for; empty where unknown
    record Shelved(CourseManifest manifest, String initials) {}

    /// No course at all.
    static Library empty() {
        return new Library() {
            @Override
            public List<Shelved> courses() {
                return List.of();
            }

            @Override
            public Optional<Path> file(CourseManifest course, String path) {
                return Optional.empty();
            }
        };
    }
}
