package org.hongting.protocol.course;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.LessonId;

/// Invented courses that tests of several modules share.
public final class CourseSamples {
    public static final KeyPair PAIR = Ed25519Pair.make();

    private CourseSamples() {}

    private static final class Ed25519Pair {
        private static KeyPair make() {
            return org.hongting.protocol.signing.Ed25519.newKeyPair(new SecureRandom());
        }
    }

    /// A course and its bytes.
    public record Made(SignedManifest signed, Map<String, byte[]> contents) {
        public byte[] packaged() {
            return packaged(contents);
        }

        /// A package with other bytes than the manifest says.
        public byte[] packaged(Map<String, byte[]> others) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                CoursePackage.write(
                        signed, file -> new ByteArrayInputStream(others.getOrDefault(file.path(), new byte[0])), bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }

        public CourseFile file(String path) {
            return signed.manifest().file(path).orElseThrow();
        }

        public byte[] content(String path) {
            return contents.getOrDefault(path, new byte[0]);
        }
    }

    /// A text of one lesson and a film of two and a half chunks.
    public static Made course(String id, int edition) {
        return course(id, edition, 5 * Limits.COURSE_CHUNK_BYTES / 2);
    }

    public static Made course(String id, int edition, int filmBytes) {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        contents.put("text/one.md", ("# Edition " + edition + " of " + id + "\n\nA paragraph.\n").getBytes(UTF_8));
        byte[] film = new byte[filmBytes];
        new Random(id.hashCode() * 31L + edition).nextBytes(film);
        contents.put("film.mp4", film);
        return new Made(SignedManifest.sign(manifest(id, edition, contents), PAIR.getPrivate()), contents);
    }

    /// The same course with a last day.
    public static Made until(LocalDate expires, Made course) {
        CourseManifest manifest = course.signed().manifest();
        CourseManifest ends = new CourseManifest(
                manifest.id(),
                manifest.edition(),
                manifest.title(),
                manifest.language(),
                manifest.summary(),
                manifest.lessons(),
                manifest.files(),
                manifest.rights(),
                expires,
                manifest.questions());
        return new Made(SignedManifest.sign(ends, PAIR.getPrivate()), course.contents());
    }

    public static CourseManifest manifest(String id, int edition, Map<String, byte[]> contents) {
        List<CourseFile> files = new ArrayList<>();
        contents.forEach((path, bytes) -> files.add(hashes(bytes)
                .named(path, path.endsWith(".md") ? CourseFile.MediaType.MARKDOWN : CourseFile.MediaType.MP4)));
        return new CourseManifest(
                new CourseId(id),
                edition,
                "党章学习",
                "zh-CN",
                "Two lessons.",
                List.of(
                        new Lesson(new LessonId("one"), "总纲", Lesson.Kind.TEXT, "text/one.md", 2, 60),
                        new Lesson(new LessonId("film"), "影片", Lesson.Kind.VIDEO, "film.mp4", 30, 30)),
                files,
                new Rights("A school", "for its members"),
                null,
                null);
    }

    private static FileHashes hashes(byte[] bytes) {
        try {
            return FileHashes.of(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
