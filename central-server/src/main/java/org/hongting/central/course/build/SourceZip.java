package org.hongting.central.course.build;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.hongting.central.course.sentence.Refusal;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;
import org.hongting.protocol.Limits;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.RefusedCourse;

/// Unpacks a zip of somebody's folder. How much it says it holds is not believed: it is counted while it is unpacked.
public final class SourceZip {
    private static final long BYTES = 16L * 1024 * 1024 * 1024;
    private static final int BUFFER = 64 * 1024;

    /// So often the room on the disk is looked at.
    private static final long LOOK = 4L * 1024 * 1024;

    /// A text shrinks to a twentieth at best, and films not at all.
    private static final long RATIO = 100;

    private static final long WITHOUT_RATIO = 32L * 1024 * 1024;

    /// What Chinese Windows writes names in.
    private static final Charset GB18030 = Charset.forName("GB18030");

    private SourceZip() {}

    /// @param into an empty folder
    /// @param reserve bytes that must stay free on its disk
    /// @throws RefusedCourse if it holds too much, leads out of the folder, or is no zip
    public static void unpack(Path from, Path into, long reserve) throws IOException {
        try {
            unpack(from, StandardCharsets.UTF_8, into, reserve);
        } catch (ZipException | IllegalArgumentException e) {
            unpackAgain(from, into, reserve);
        }
    }

    /// A name that is not UTF-8 is found only behind the files before it.
    private static void unpackAgain(Path from, Path into, long reserve) throws IOException {
        WorkFolder.remove(into);
        Files.createDirectory(into);
        try {
            unpack(from, GB18030, into, reserve);
        } catch (ZipException | IllegalArgumentException e) {
            throw new Refusal(RefusedCourse.Reason.MALFORMED, Said.of(Sentence.ZIP_NONE), e);
        }
    }

    private static void unpack(Path from, Charset names, Path into, long reserve) throws IOException {
        Set<String> seen = new HashSet<>();
        long left = Math.min(BYTES, Math.max(WITHOUT_RATIO, Files.size(from) * RATIO));
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(from));
                ZipInputStream zip = new ZipInputStream(bytes, names)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (seen.size() >= Limits.COURSE_FILES) {
                    throw new Refusal(RefusedCourse.Reason.TOO_LARGE, Said.of(Sentence.ZIP_FILES, Limits.COURSE_FILES));
                }
                // Some programs of Windows write its own stroke.
                String name = entry.getName().replace('\\', '/');
                if (!name.endsWith("/")) {
                    String path = checked(name);
                    if (!seen.add(path.toLowerCase(Locale.ROOT))) {
                        throw new Refusal(RefusedCourse.Reason.MALFORMED, Said.of(Sentence.ZIP_TWICE, path));
                    }
                    left -= unpack(zip, into.resolve(path), left, reserve);
                }
            }
        }
        if (seen.isEmpty()) {
            throw new Refusal(RefusedCourse.Reason.MALFORMED, Said.of(Sentence.ZIP_EMPTY));
        }
    }

    private static String checked(String name) {
        try {
            CourseFile.checkPath(name);
            return name;
        } catch (IllegalArgumentException e) {
            throw new Refusal(RefusedCourse.Reason.UNKNOWN_FILE, Said.of(Sentence.ZIP_PATH), e);
        }
    }

    private static long unpack(InputStream zip, Path file, long most, long reserve) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        long unlooked = LOOK;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
                bytes += read;
                unlooked += read;
                if (bytes > most) {
                    throw new Refusal(RefusedCourse.Reason.TOO_LARGE, Said.of(Sentence.ZIP_BOMB));
                }
                if (unlooked >= LOOK && Files.getFileStore(file).getUsableSpace() < reserve) {
                    throw new Refusal(RefusedCourse.Reason.NO_ROOM, Said.of(Sentence.ZIP_NO_ROOM));
                }
                unlooked = unlooked >= LOOK ? 0 : unlooked;
                out.write(buffer, 0, read);
            }
        }
        return bytes;
    }
}
