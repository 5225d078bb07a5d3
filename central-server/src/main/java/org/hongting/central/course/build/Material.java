package org.hongting.central.course.build;

import java.nio.file.Path;
import java.util.List;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.Lesson;

/// A file of the folder as terminals will show it.
///
/// @param path in the course
/// @param content where its bytes lie
/// @param title of its own; empty where it has none
/// @param pictures what a text shows
record Material(
        String path,
        Path content,
        CourseFile.MediaType mediaType,
        Lesson.Kind kind,
        String title,
        Extent extent,
        List<Picture> pictures) {
    Material {
        pictures = List.copyOf(pictures);
    }

    /// How much it is.
    record Extent(int parts, int seconds) {
        Extent {
            parts = Math.clamp(parts, 1, Lesson.PARTS);
            seconds = Math.clamp(seconds, 1, Lesson.PARTS);
        }
    }

    /// A picture that a text shows.
    record Picture(String path, Path content, CourseFile.MediaType mediaType) {}
}
