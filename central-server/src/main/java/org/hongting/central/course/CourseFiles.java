package org.hongting.central.course;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hongting.central.course.sentence.Refusal;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.CoursePackage;
import org.hongting.protocol.course.RefusedCourse;
import org.hongting.protocol.course.SignedManifest;
import org.hongting.protocol.record.Digest;
import org.jspecify.annotations.Nullable;

/// The files of all courses, named by their hashes. A file that bears its whole name is what its hash says and is
/// durable: it gets that name last.
public final class CourseFiles {
    private static final String UNFINISHED = ".unfinished";
    private static final Pattern WHOLE = Pattern.compile("[0-9a-f]{64}");
    private static final int FAN_OUT_DIGITS = 2;
    private static final long MEBIBYTE = 1024L * 1024;

    private final Path root;
    private final long reserve;

    /// @param reserve bytes that courses leave free on the disk: records come first
    public CourseFiles(Path root, long reserve) {
        this.root = root;
        this.reserve = reserve;
    }

    /// Where the file lies, if it is here.
    public Path whole(Digest file) {
        return root.resolve(file.hex().substring(0, FAN_OUT_DIGITS)).resolve(file.hex());
    }

    boolean holds(Digest file) {
        return Files.isRegularFile(whole(file));
    }

    /// A small file, if it is here and no longer than that.
    Optional<byte[]> content(Digest file, int most) {
        try {
            return holds(file) && Files.size(whole(file)) <= most
                    ? Optional.of(Files.readAllBytes(whole(file)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Those that are whole and were so before that moment.
    List<Digest> wholeBefore(Instant before) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(root, 2)) {
            files = all.filter(path ->
                            WHOLE.matcher(String.valueOf(path.getFileName())).matches())
                    .toList();
        }
        List<Digest> old = new ArrayList<>();
        for (Path path : files) {
            Digest name = Digest.ofHex(String.valueOf(path.getFileName()));
            if (path.equals(whole(name))
                    && Files.getLastModifiedTime(path).toInstant().isBefore(before)) {
                old.add(name);
            }
        }
        return old;
    }

    /// Removes what was begun before that moment and never finished: whoever wrote it was stopped.
    void removeUnfinished(Instant before) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        List<Path> begun;
        try (Stream<Path> all = Files.walk(root, 2)) {
            begun = all.filter(path -> path.toString().endsWith(UNFINISHED)).toList();
        }
        for (Path path : begun) {
            if (Files.getLastModifiedTime(path).toInstant().isBefore(before)) {
                Files.deleteIfExists(path);
            }
        }
    }

    /// @param first is asked before anything is kept
    Intake intake(Consumer<SignedManifest> first) {
        return new Intake(first);
    }

    /// Keeps the manifest, once all of its files are here.
    void keep(SignedManifest signed) throws IOException {
        Path part = unfinished(signed.digest());
        try (OutputStream out = Files.newOutputStream(part)) {
            out.write(signed.bytes());
        }
        finish(part, signed.digest());
    }

    private Path unfinished(Digest file) throws IOException {
        Path folder = whole(file).resolveSibling("");
        Files.createDirectories(folder);
        // Two who bring the same at once must not write into one file.
        return Files.createTempFile(folder, file.hex(), UNFINISHED);
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private void finish(Path part, Digest file) throws IOException {
        force(part);
        Files.move(part, whole(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(whole(file).resolveSibling(""));
    }

    /// Takes the files of one package. Close it: what is unfinished then is removed.
    final class Intake implements CoursePackage.Sink, AutoCloseable {
        private final Set<Path> left = new HashSet<>();
        private @Nullable Path part;
        private final Consumer<SignedManifest> first;
        private @Nullable OutputStream out;

        private Intake(Consumer<SignedManifest> first) {
            this.first = first;
        }

        @Override
        public void begin(SignedManifest manifest) throws IOException {
            first.accept(manifest);
            Files.createDirectories(root);
            long missing = manifest.manifest().files().stream()
                    .filter(file -> !holds(file.sha256()))
                    .mapToLong(CourseFile::size)
                    .sum();
            long free = Files.getFileStore(root).getUsableSpace() - reserve;
            if (missing > free) {
                throw new Refusal(
                        RefusedCourse.Reason.NO_ROOM,
                        Said.of(Sentence.COURSE_NO_ROOM, missing / MEBIBYTE + 1, Math.max(0, free) / MEBIBYTE));
            }
        }

        @Override
        public boolean wants(CourseFile file) {
            return !holds(file.sha256());
        }

        @Override
        public void chunk(CourseFile file, int index, byte[] buffer, int length) throws IOException {
            if (out == null) {
                part = unfinished(file.sha256());
                left.add(part);
                out = Files.newOutputStream(part);
            }
            out.write(buffer, 0, length);
        }

        @Override
        public void whole(CourseFile file) throws IOException {
            OutputStream stream = out;
            Path path = part;
            out = null;
            if (stream == null || path == null) {
                throw new IOException("a file without a chunk");
            }
            stream.close();
            finish(path, file.sha256());
            left.remove(path);
        }

        @Override
        public void close() throws IOException {
            if (out != null) {
                out.close();
            }
            for (Path path : left) {
                Files.deleteIfExists(path);
            }
        }
    }
}
