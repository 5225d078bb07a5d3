package org.hongting.provisioning.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.ReleaseObstacle;
import org.hongting.protocol.release.RefusedRelease;
import org.hongting.protocol.release.ReleaseKeys;
import org.hongting.protocol.release.ReleaseManifest;
import org.hongting.protocol.release.SignedRelease;

/// The folder through which the kiosk hands a release to the switching program: files by their hash, the manifest and
/// its signature by the release's name, and the kiosk's last word. The kiosk writes it; who reads it believes nothing.
public final class ReleaseInbox {
    private static final String WORD = "word.json";
    private static final String MANIFEST = ".manifest";
    private static final String SIGNATURE = ".signature";
    private static final String PART = ".part";
    private static final int SMALL = 4096;

    private final DurableFolder folder;

    public ReleaseInbox(Path path, ReleaseDisk disk) {
        this.folder = new DurableFolder(path, disk);
    }

    /// The kiosk's last word; none where there is none that can be read.
    public Optional<ReleaseWord> word() throws IOException {
        try {
            return folder.read(WORD, SMALL).map(bytes -> Json.read(bytes, ReleaseWord.class));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    /// Returns when the word is on the disk.
    public void say(ReleaseWord word) throws IOException {
        folder.replace(WORD, Json.write(word));
    }

    /// Keeps a manifest, whose name is the hash of its bytes.
    void keep(SignedRelease release) throws IOException {
        folder.replace(release.digest() + SIGNATURE, release.signature());
        folder.replace(release.digest() + MANIFEST, release.bytes());
    }

    /// The release of that name, verified; none where it is not here.
    ///
    /// @throws RefusedRelease if what is here is not believed
    Optional<SignedRelease> release(Digest name, ReleaseKeys keys) throws IOException {
        Optional<byte[]> bytes = folder.read(name + MANIFEST, ReleaseManifest.MOST_BYTES);
        Optional<byte[]> signature = folder.read(name + SIGNATURE, SMALL);
        if (bytes.isEmpty() || signature.isEmpty()) {
            return Optional.empty();
        }
        SignedRelease release = SignedRelease.open(bytes.get(), signature.get(), keys);
        if (!release.digest().equals(name)) {
            throw new RefusedRelease(ReleaseObstacle.WRONG_CONTENT, "the manifest is that of another release");
        }
        return Optional.of(release);
    }

    boolean holds(Digest file) {
        return Files.isRegularFile(whole(file), LinkOption.NOFOLLOW_LINKS);
    }

    Path whole(Digest file) {
        return folder.path(file.hex());
    }

    Path part(Digest file) {
        return folder.path(file + PART);
    }

    void make() throws IOException {
        folder.make();
    }

    ReleaseDisk disk() {
        return folder.disk();
    }

    long usable() throws IOException {
        folder.make();
        return folder.disk().usable(folder.path("."));
    }

    /// Gives a part that was verified its name.
    void finish(Digest file) throws IOException {
        disk().force(part(file));
        disk().rename(part(file), whole(file));
        disk().forceFolder(folder.path("."));
    }

    /// Removes everything but these files and the manifest of that release; what was said stays.
    void keepOnly(Set<Digest> files, Set<Digest> releases) throws IOException {
        for (String name : folder.names()) {
            boolean isKept = name.equals(WORD)
                    || name.equals(ReleaseKeeper.TOLD)
                    || files.stream().anyMatch(file -> name.startsWith(file.hex()))
                    || releases.stream().anyMatch(release -> name.startsWith(release.hex()));
            if (!isKept) {
                folder.deleteAll(name);
            }
        }
    }
}
