package org.hongting.central.release;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.ReleaseObstacle;
import org.hongting.protocol.release.RefusedRelease;
import org.hongting.protocol.release.ReleaseFile;
import org.hongting.protocol.release.ReleasePackage;
import org.hongting.protocol.release.SignedRelease;
import org.jspecify.annotations.Nullable;

/// The files of all releases, named by their hashes. A file that bears its name is what its hash says and is durable:
/// it gets that name last.
final class ReleaseFiles {
    private static final String UNFINISHED = ".unfinished";

    private final Path root;
    private final long reserve;

    /// @param reserve bytes that releases leave free on the disk: records come first
    ReleaseFiles(Path root, long reserve) {
        this.root = root;
        this.reserve = reserve;
    }

    Path whole(Digest file) {
        return root.resolve(file.hex());
    }

    boolean holds(Digest file) {
        return Files.isRegularFile(whole(file));
    }

    /// Keeps the manifest, once all files are here.
    void keep(SignedRelease release) throws IOException {
        Path part = Files.createTempFile(root, release.digest().hex(), UNFINISHED);
        Files.write(part, release.bytes());
        finish(part, release.digest());
    }

    private void finish(Path part, Digest file) throws IOException {
        force(part);
        Files.move(part, whole(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(root);
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    Intake intake() {
        return new Intake();
    }

    /// Takes the files of one package. Close it: what is unfinished then is removed.
    final class Intake implements ReleasePackage.Sink, AutoCloseable {
        private @Nullable Path part;
        private @Nullable OutputStream out;

        @Override
        public void begin(SignedRelease release) throws IOException {
            Files.createDirectories(root);
            long bytes = release.manifest().files().stream()
                    .filter(file -> !holds(file.sha256()))
                    .mapToLong(ReleaseFile::size)
                    .sum();
            if (Files.getFileStore(root).getUsableSpace() < bytes + reserve) {
                throw new RefusedRelease(ReleaseObstacle.NO_ROOM, "the server's disk has no room for it");
            }
        }

        @Override
        public void bytes(ReleaseFile file, byte[] buffer, int length) throws IOException {
            if (out == null) {
                part = Files.createTempFile(root, file.sha256().hex(), UNFINISHED);
                out = Files.newOutputStream(part);
            }
            out.write(buffer, 0, length);
        }

        @Override
        public void whole(ReleaseFile file) throws IOException {
            Path written = part;
            close(false);
            if (written != null) {
                finish(written, file.sha256());
            }
        }

        @Override
        public void close() throws IOException {
            close(true);
        }

        private void close(boolean isGivenUp) throws IOException {
            OutputStream stream = out;
            Path path = part;
            out = null;
            part = null;
            if (stream != null) {
                stream.close();
            }
            if (path != null && isGivenUp) {
                Files.deleteIfExists(path);
            }
        }
    }
}
