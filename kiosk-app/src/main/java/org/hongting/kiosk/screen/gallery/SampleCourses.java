package org.hongting.kiosk.screen.gallery;

import java.util.ArrayList;
import java.util.List;
import org.hongting.kiosk.study.Library;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.course.Rights;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.LessonId;
import org.hongting.protocol.record.Digest;

/// Invented courses.
public final class SampleCourses {
    private SampleCourses() {}

    public static CourseManifest course(String id, String title, Lesson.Kind... kinds) {
        List<Lesson> lessons = new ArrayList<>();
        List<CourseFile> files = new ArrayList<>();
        for (int i = 0; i < kinds.length; i++) {
            String path = "lesson-" + (i + 1);
            lessons.add(new Lesson(new LessonId(path), "第" + (i + 1) + "课", kinds[i], path, 20, 600));
            Digest digest = Digest.of(new byte[] {(byte) i});
            files.add(new CourseFile(path, 1, digest, List.of(digest), typeOf(kinds[i])));
        }
        return new CourseManifest(
                new CourseId(id), 1, title, "zh-CN", null, lessons, files, new Rights("示例大学", ""), null, null);
    }

    public static Library.Shelved shelved(String id, String title, String initials, Lesson.Kind... kinds) {
        return new Library.Shelved(course(id, title, kinds), initials);
    }

    private static CourseFile.MediaType typeOf(Lesson.Kind kind) {
        return switch (kind) {
            case TEXT -> CourseFile.MediaType.MARKDOWN;
            case PDF -> CourseFile.MediaType.PDF;
            case VIDEO -> CourseFile.MediaType.MP4;
            case AUDIO -> CourseFile.MediaType.MP3;
            case PICTURE -> CourseFile.MediaType.PNG;
        };
    }
}
