package org.hongting.kiosk;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hongting.kiosk.study.Library;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.sync.course.CourseShelf;

/// The terminal's shelf, as the study desk sees it.
record TerminalLibrary(CourseShelf shelf) implements Library {
    @Override
    public List<Shelved> courses() {
        return shelf.courses().stream()
                .map(course -> new Shelved(course.manifest(), course.initials()))
                .toList();
    }

    @Override
    public Optional<Path> file(CourseManifest course, String path) {
        return shelf.file(course, path);
    }

    @Override
    public Runnable hold(CourseManifest course) {
        return shelf.courses().stream()
                .filter(one -> one.manifest().equals(course))
                .findFirst()
                .<Runnable>map(one -> shelf.hold(one)::close)
                .orElse(() -> {});
    }
}
