package org.hongting.protocol.release;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.ReleaseObstacle;

/// A whole release in one file, as it is carried to the centre: a zip of `manifest.json`, `manifest.sig`, and the files
/// by their names, in that order.
///
/// It is read from its beginning. Nothing behind the manifest is looked at before that is verified, and no entry is
/// unpacked further than the size that the manifest gives it. No name in it becomes the name of a file.
public final class ReleasePackage {
    /// How the names of packages end.
    public static final String ENDING = ".htr";

    private static final String MANIFEST = "manifest.json";
    private static final String SIGNATURE = "manifest.sig";
    private static final int SIGNATURE_BYTES = 256;
    private static final int BUFFER = 64 * 1024;
    private static final long YEAR_1980 = 315_619_200_000L;

    private ReleasePackage() {}

    /// Who takes what a package holds.
    public interface Sink {
        /// Once, before the first file.
        ///
        /// @throws RefusedRelease if it is not wanted
        void begin(SignedRelease release) throws IOException;

        /// The next stretch of a file.
        ///
        /// @param buffer holds it from its beginning; not to be kept
        void bytes(ReleaseFile file, byte[] buffer, int length) throws IOException;

        /// All of the file was given, and it is what its hash says.
        void whole(ReleaseFile file) throws IOException;
    }

    /// Opens a file of the release for writing a package.
    @FunctionalInterface
    public interface Source {
        InputStream open(ReleaseFile file) throws IOException;
    }

    /// Reads a package to its end.
    ///
    /// @return the release, after every file that it names was in the package
    /// @throws RefusedRelease if anything in it is not as it must be; what was given before stays given
    /// @throws IOException if reading or keeping fails
    public static SignedRelease read(InputStream from, ReleaseKeys keys, Sink sink) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(from)) {
            byte[] manifest = entry(zip, MANIFEST, ReleaseManifest.MOST_BYTES);
            byte[] signature = entry(zip, SIGNATURE, SIGNATURE_BYTES);
            SignedRelease release = SignedRelease.open(manifest, signature, keys);
            sink.begin(release);
            Map<String, ReleaseFile> missing = new HashMap<>();
            release.manifest().files().forEach(file -> missing.put(file.name(), file));
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                ReleaseFile file = missing.remove(entry.getName());
                if (file == null) {
                    throw new RefusedRelease(
                            ReleaseObstacle.MALFORMED, "a file that the manifest does not name, or names once");
                }
                unpack(zip, file, sink);
            }
            missing.keySet().stream().min(String::compareTo).ifPresent(name -> {
                throw new RefusedRelease(ReleaseObstacle.MISSING_FILE, name + " is not in the package: it is cut off");
            });
            return release;
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new RefusedRelease(ReleaseObstacle.MALFORMED, "not a whole package", e);
        }
    }

    /// Writes a package. The same release makes the same bytes wherever it is written by one release of Java.
    ///
    /// @param to stays open
    public static void write(SignedRelease release, Source source, OutputStream to) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(to);
        // Jars are packed already.
        zip.setLevel(Deflater.NO_COMPRESSION);
        put(zip, MANIFEST);
        zip.write(release.bytes());
        put(zip, SIGNATURE);
        zip.write(release.signature());
        for (ReleaseFile file : release.manifest().files()) {
            put(zip, file.name());
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
        ZipEntry entry = zip.getNextEntry();
        if (entry == null || !entry.getName().equals(name)) {
            throw new RefusedRelease(ReleaseObstacle.MALFORMED, "a package begins with its manifest and its signature");
        }
        byte[] bytes = zip.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new RefusedRelease(ReleaseObstacle.MALFORMED, name + " is too long");
        }
        return bytes;
    }

    private static void unpack(ZipInputStream zip, ReleaseFile file, Sink sink) throws IOException {
        byte[] buffer = new byte[BUFFER];
        MessageDigest digest = Digest.sha256();
        long left = file.size();
        while (left > 0) {
            int length = zip.readNBytes(buffer, 0, (int) Math.min(BUFFER, left));
            if (length == 0) {
                throw wrong(file);
            }
            digest.update(buffer, 0, length);
            sink.bytes(file, buffer, length);
            left -= length;
        }
        if (zip.read() >= 0 || !Digest.wrap(digest.digest()).equals(file.sha256())) {
            throw wrong(file);
        }
        sink.whole(file);
    }

    private static RefusedRelease wrong(ReleaseFile file) {
        return new RefusedRelease(ReleaseObstacle.WRONG_CONTENT, file.name() + " is not what the manifest says of it");
    }
}
