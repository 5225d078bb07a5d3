package org.hongting.provisioning.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.ReleaseObstacle;
import org.hongting.protocol.release.RefusedRelease;
import org.hongting.protocol.release.ReleaseFile;
import org.hongting.protocol.release.ReleaseKeys;
import org.hongting.protocol.release.ReleaseManifest;
import org.hongting.protocol.release.SignedRelease;

/// The versions that stand side by side, each in a folder that bears the name of its release and was whole before it
/// got that name: `jars`, and the file of Java's options. Only the switching program writes here.
final class Versions {
    /// The file that makes a folder one that can be started.
    static final String OPTIONS = "java.options";

    static final String JARS = "jars";

    private static final String MANIFEST = "manifest.json";
    private static final String SIGNATURE = "manifest.sig";
    private static final String KEPT = "kept";
    private static final String PART = ".part";
    private static final int BUFFER = 64 * 1024;
    private static final int SMALL = 4096;
    /// What is left free for records, whatever comes.
    private static final long RESERVE = 64L * 1024 * 1024;

    private final Path root;
    private final DurableFolder folder;
    private final ReleaseDisk disk;

    Versions(Path root, ReleaseDisk disk) {
        this.root = root;
        this.folder = new DurableFolder(root, disk);
        this.disk = disk;
    }

    Path home(Digest release) {
        return root.resolve(release.hex());
    }

    boolean holds(Digest release) {
        return Files.isRegularFile(home(release).resolve(OPTIONS));
    }

    /// Puts a release beside the others: returns when all of it is on the disk, under its name.
    ///
    /// @param from where files may lie under their own names, so that what did not change need not be fetched
    /// @throws RefusedRelease if a file is not there, is another than the manifest says, or has no room
    void put(SignedRelease release, String architecture, ReleaseInbox inbox, Path from) throws IOException {
        ReleaseManifest manifest = release.manifest();
        String part = release.digest() + PART;
        folder.make();
        folder.deleteAll(part);
        if (disk.usable(root) < manifest.bytesFor(architecture) + RESERVE) {
            throw new RefusedRelease(ReleaseObstacle.NO_ROOM, "the disk has no room for another version");
        }
        DurableFolder made = new DurableFolder(folder.path(part), disk);
        made.make();
        Path jars = made.path(JARS);
        disk.makeFolder(jars);
        for (ReleaseFile file : manifest.filesFor(architecture)) {
            copy(source(file, inbox, from), file, jars.resolve(file.name()));
        }
        disk.forceFolder(jars);
        made.replace(MANIFEST, release.bytes());
        made.replace(SIGNATURE, release.signature());
        made.replace(OPTIONS, options(manifest, architecture, home(release.digest())));
        folder.deleteAll(release.digest().hex());
        disk.rename(folder.path(part), home(release.digest()));
        disk.forceFolder(root);
    }

    /// Whether so little is left that records come first.
    boolean isFull() throws IOException {
        return disk.usable(root) < RESERVE;
    }

    private static Path source(ReleaseFile file, ReleaseInbox inbox, Path from) throws IOException {
        Path near = from.resolve(JARS).resolve(file.name());
        if (Files.isRegularFile(near)
                && Files.size(near) == file.size()
                && digest(near).equals(file.sha256())) {
            return near;
        }
        if (!inbox.holds(file.sha256())) {
            throw new RefusedRelease(ReleaseObstacle.MISSING_FILE, file.name() + " is not there");
        }
        return inbox.whole(file.sha256());
    }

    /// What is kept is what was hashed, whatever happens to its source meanwhile.
    private void copy(Path from, ReleaseFile file, Path to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        MessageDigest digest = Digest.sha256();
        long at = 0;
        try (InputStream content = Files.newInputStream(from, LinkOption.NOFOLLOW_LINKS)) {
            int length = content.readNBytes(buffer, 0, BUFFER);
            while (length > 0 && at + length <= file.size()) {
                disk.write(to, at, buffer, length);
                digest.update(buffer, 0, length);
                at += length;
                length = content.readNBytes(buffer, 0, BUFFER);
            }
        }
        if (at != file.size() || !Digest.wrap(digest.digest()).equals(file.sha256())) {
            throw new RefusedRelease(ReleaseObstacle.WRONG_CONTENT, file.name() + " is not what the manifest says");
        }
        disk.force(to);
    }

    static Digest digest(Path file) throws IOException {
        MessageDigest digest = Digest.sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (int length = content.read(buffer); length >= 0; length = content.read(buffer)) {
                digest.update(buffer, 0, length);
            }
        }
        return Digest.wrap(digest.digest());
    }

    private static byte[] options(ReleaseManifest manifest, String architecture, Path home) {
        String jars = manifest.filesFor(architecture).stream()
                .map(file -> home.resolve(JARS).resolve(file.name()).toString())
                .collect(Collectors.joining(":"));
        return Stream.concat(manifest.options().stream(), Stream.of("-cp", jars))
                .map(line -> line + "\n")
                .collect(Collectors.joining())
                .getBytes(UTF_8);
    }

    /// The manifest of a version that stands here, believed once more.
    Optional<SignedRelease> release(Digest name, ReleaseKeys keys) throws IOException {
        DurableFolder home = new DurableFolder(home(name), disk);
        Optional<byte[]> manifest = home.read(MANIFEST, ReleaseManifest.MOST_BYTES);
        Optional<byte[]> signature = home.read(SIGNATURE, SMALL);
        return manifest.isEmpty() || signature.isEmpty()
                ? Optional.empty()
                : Optional.of(SignedRelease.open(manifest.get(), signature.get(), keys));
    }

    /// Marks a version as one that was kept once.
    void keep(Digest release) throws IOException {
        new DurableFolder(home(release), disk).replace(KEPT, new byte[] {'\n'});
    }

    /// The newest version that was ever kept and stands here: what runs where nobody can say any more what ran.
    Optional<Digest> newestKept(ReleaseKeys keys) throws IOException {
        List<SignedRelease> kept = folder.names().stream()
                .filter(name -> Files.isRegularFile(folder.path(name).resolve(KEPT)))
                .flatMap(name -> believed(name, keys).stream())
                .filter(release -> holds(release.digest()))
                .toList();
        return kept.stream()
                .max(Comparator.comparing(release -> release.manifest().version()))
                .map(SignedRelease::digest);
    }

    private Optional<SignedRelease> believed(String name, ReleaseKeys keys) {
        try {
            return release(Digest.ofHex(name), keys);
        } catch (IOException | IllegalArgumentException | RefusedRelease e) {
            return Optional.empty();
        }
    }

    /// Removes every version but these.
    void keepOnly(Digest... releases) throws IOException {
        Set<String> names = Arrays.stream(releases).map(Digest::hex).collect(Collectors.toSet());
        for (String name : folder.names()) {
            if (!names.contains(name)) {
                folder.deleteAll(name);
            }
        }
    }
}
