package org.hongting.sync.course;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hongting.protocol.Limits;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.FileHashes;
import org.hongting.protocol.record.Digest;

/// The files: whole ones named by their hash, unfinished ones with [#PART] behind it. A file that bears its whole name
/// was verified and is durable. One thread writes.
final class CourseFolder {
    private static final String PART = ".part";
    private static final int DIGEST_CHARACTERS = 64;

    private final Path root;
    private final CourseDisk disk;

    /// @param root made with the first file
    CourseFolder(Path root, CourseDisk disk) {
        this.root = root;
        this.disk = disk;
    }

    Path whole(Digest file) {
        return root.resolve(file.hex());
    }

    boolean holds(Digest file) {
        return Files.isRegularFile(whole(file));
    }

    /// Chunks of an unfinished file that are here in full. The last may be a victim of a power cut: [#finish] finds
    /// that.
    int chunks(CourseFile file) throws IOException {
        Path part = part(file.sha256());
        if (!Files.exists(part)) {
            return 0;
        }
        long size = Files.size(part);
        return size >= file.size() ? file.chunks().size() : (int) (size / Limits.COURSE_CHUNK_BYTES);
    }

    /// Bytes of a file that are here.
    long bytesOf(CourseFile file) throws IOException {
        return holds(file.sha256())
                ? file.size()
                : Math.min(file.size(), (long) chunks(file) * Limits.COURSE_CHUNK_BYTES);
    }

    /// Keeps a chunk that was verified.
    void keep(CourseFile file, int index, byte[] bytes, int length) throws IOException {
        Files.createDirectories(root);
        disk.write(part(file.sha256()), (long) index * Limits.COURSE_CHUNK_BYTES, bytes, length);
    }

    /// Makes the unfinished file the whole one if it is what its hash says. If not, what lies behind its first wrong
    /// chunk is thrown away.
    ///
    /// @return whether it is
    boolean finish(CourseFile file) throws IOException {
        Path part = part(file.sha256());
        FileHashes hashes;
        try (InputStream content = Files.newInputStream(part)) {
            hashes = FileHashes.of(content);
        }
        if (hashes.sha256().equals(file.sha256())) {
            disk.rename(part, whole(file.sha256()));
            return true;
        }
        int right = 0;
        while (right < Math.min(file.chunks().size(), hashes.chunks().size())
                && file.chunks().get(right).equals(hashes.chunks().get(right))) {
            right++;
        }
        // All chunks right and the whole wrong: then the manifest contradicts itself, and nothing here helps.
        disk.truncate(part, right == file.chunks().size() ? 0 : (long) right * Limits.COURSE_CHUNK_BYTES);
        return false;
    }

    /// Keeps a manifest, whose bytes have that hash.
    void keepManifest(Digest digest, byte[] bytes) throws IOException {
        Files.createDirectories(root);
        disk.delete(part(digest));
        disk.write(part(digest), 0, bytes, bytes.length);
        disk.rename(part(digest), whole(digest));
    }

    byte[] read(Digest file) throws IOException {
        return Files.readAllBytes(whole(file));
    }

    /// Removes everything but these, finished or not.
    void keepOnly(Set<Digest> files) throws IOException {
        for (Path path : all()) {
            String name = String.valueOf(path.getFileName());
            if (name.length() < DIGEST_CHARACTERS || files.stream().noneMatch(file -> name.startsWith(file.hex()))) {
                disk.delete(path);
            }
        }
    }

    /// Bytes of everything.
    long bytes() throws IOException {
        long bytes = 0;
        for (Path path : all()) {
            bytes += Files.size(path);
        }
        return bytes;
    }

    long usable() throws IOException {
        Files.createDirectories(root);
        return disk.usable(root);
    }

    private List<Path> all() throws IOException {
        List<Path> files = new ArrayList<>();
        if (!Files.isDirectory(root)) {
            return files;
        }
        try (Stream<Path> paths = Files.list(root)) {
            paths.filter(Files::isRegularFile).forEach(files::add);
        }
        return files;
    }

    private Path part(Digest file) {
        return root.resolve(file.hex() + PART);
    }
}
