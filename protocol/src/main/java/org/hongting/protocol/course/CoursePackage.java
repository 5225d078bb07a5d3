package org.hongting.protocol.course;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.hongting.protocol.Limits;
import org.hongting.protocol.record.Digest;
import org.jspecify.annotations.Nullable;

/// A whole edition in one file: a zip of `manifest.json`, `manifest.sig`, and the files by their paths, in that order.
///
/// It is read from its beginning. The manifest is verified before anything behind it is looked at, and from then on no
/// entry is unpacked further than the size that the manifest gives it: how much a zip could expand to, or what names
/// its entries bear, does not matter. No name in it becomes the name of a file: whoever keeps a file names it by its
/// hash.
public final class CoursePackage {
    /// How the names of packages end.
    public static final String ENDING = ".htc";

    /// The first entry.
    public static final String MANIFEST = "manifest.json";

    private static final String SIGNATURE = "manifest.sig";
    private static final long YEAR_1980 = 315_619_200_000L;

    private CoursePackage() {}

    /// Who takes what a package holds.
    public interface Sink {
        /// Once, before the first file.
        ///
        /// @throws RefusedCourse if it is not wanted
        void begin(SignedManifest manifest) throws IOException;

        /// Whether the file must be unpacked; what is here already need not be.
        boolean wants(CourseFile file) throws IOException;

        /// The next chunk of a file, which is what its hash says.
        ///
        /// @param buffer holds it from its beginning; not to be kept
        void chunk(CourseFile file, int index, byte[] buffer, int length) throws IOException;

        /// All chunks of the file were given, and the whole is what its hash says.
        void whole(CourseFile file) throws IOException;
    }

    /// Opens a file of the course for writing a package.
    @FunctionalInterface
    public interface Source {
        InputStream open(CourseFile file) throws IOException;
    }

    /// Reads a package to its end.
    ///
    /// @param keys the site's
    /// @return the manifest, after every file that it names was in the package
    /// @throws RefusedCourse if anything in it is not as it must be; what was given before stays given
    /// @throws IOException if reading or keeping fails
    public static SignedManifest read(InputStream from, Collection<PublicKey> keys, Sink sink) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(from)) {
            byte[] manifest = entry(zip, MANIFEST, Limits.COURSE_MANIFEST_BYTES);
            byte[] signature = entry(zip, SIGNATURE, Limits.COURSE_MANIFEST_BYTES);
            SignedManifest signed = SignedManifest.open(manifest, signature, keys);
            sink.begin(signed);
            Map<String, CourseFile> missing = new HashMap<>();
            signed.manifest().files().forEach(file -> missing.put(file.path(), file));
            for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
                CourseFile file = missing.remove(entry.getName());
                if (file == null) {
                    throw new RefusedCourse(
                            RefusedCourse.Reason.UNKNOWN_FILE, "a file that the manifest does not name, or names once");
                }
                if (sink.wants(file)) {
                    unpack(zip, file, sink);
                }
            }
            missing.keySet().stream().min(String::compareTo).ifPresent(path -> {
                throw new RefusedCourse(RefusedCourse.Reason.MISSING_FILE, path, "is not in the package");
            });
            return signed;
        } catch (ZipException | IllegalArgumentException e) {
            throw new RefusedCourse(RefusedCourse.Reason.MALFORMED, "not a package", e);
        }
    }

    /// Writes a package. The same edition makes the same bytes wherever it is written by one release of Java.
    ///
    /// @param to stays open
    public static void write(SignedManifest signed, Source source, OutputStream to) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(to);
        zip.setLevel(Deflater.BEST_SPEED);
        put(zip, MANIFEST);
        zip.write(signed.bytes());
        put(zip, SIGNATURE);
        zip.write(signed.signature());
        for (CourseFile file : signed.manifest().files()) {
            put(zip, file.path());
            try (InputStream content = source.open(file)) {
                content.transferTo(zip);
            }
        }
        zip.finish();
    }

    private static void put(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(YEAR_1980);
        zip.putNextEntry(entry);
    }

    private static byte[] entry(ZipInputStream zip, String name, int most) throws IOException {
        ZipEntry entry = next(zip);
        if (entry == null || !entry.getName().equals(name)) {
            throw new RefusedCourse(RefusedCourse.Reason.MALFORMED, "a package begins with its manifest and signature");
        }
        byte[] bytes = zip.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new RefusedCourse(RefusedCourse.Reason.TOO_LARGE, name, "is too long");
        }
        return bytes;
    }

    private static @Nullable ZipEntry next(ZipInputStream zip) throws IOException {
        return zip.getNextEntry();
    }

    private static void unpack(ZipInputStream zip, CourseFile file, Sink sink) throws IOException {
        byte[] buffer = new byte[Limits.COURSE_CHUNK_BYTES];
        MessageDigest whole = Digest.sha256();
        for (int index = 0; index < file.chunks().size(); index++) {
            int length = zip.readNBytes(buffer, 0, file.chunkBytes(index));
            MessageDigest chunk = Digest.sha256();
            chunk.update(buffer, 0, length);
            if (length < file.chunkBytes(index)
                    || !Digest.wrap(chunk.digest()).equals(file.chunks().get(index))) {
                throw wrong(file);
            }
            whole.update(buffer, 0, length);
            sink.chunk(file, index, buffer, length);
        }
        if (zip.read() >= 0 || !Digest.wrap(whole.digest()).equals(file.sha256())) {
            throw wrong(file);
        }
        sink.whole(file);
    }

    private static RefusedCourse wrong(CourseFile file) {
        return new RefusedCourse(RefusedCourse.Reason.WRONG_CONTENT, file.path(), "is not what the manifest says");
    }
}
