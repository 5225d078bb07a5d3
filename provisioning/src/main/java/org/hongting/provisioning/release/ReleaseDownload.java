package org.hongting.provisioning.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hongting.protocol.document.ReleaseEntry;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.ReleaseObstacle;
import org.hongting.protocol.release.RefusedRelease;
import org.hongting.protocol.release.ReleaseFile;
import org.hongting.protocol.release.ReleaseKeys;
import org.hongting.protocol.release.ReleaseMachine;
import org.hongting.protocol.release.ReleaseManifest;
import org.hongting.protocol.release.SignedRelease;

/// Brings a release into the inbox, a stretch at a step: first its manifest, which is verified before anything else of
/// it is fetched, then the files that the version which runs does not have. It goes on where it was cut off. Nothing
/// of what runs is touched. Not safe for use by many threads.
public final class ReleaseDownload {
    private static final int STRETCH = 1024 * 1024;
    private static final long RESERVE = 64L * 1024 * 1024;

    private final ReleaseInbox inbox;
    private final ReleaseOutlet outlet;
    private final Here here;

    /// What the terminal is.
    ///
    /// @param machine under the version that runs
    /// @param home of the version that runs: its files need not be fetched
    public record Here(ReleaseMachine machine, ReleaseKeys keys, Path home) {}

    public ReleaseDownload(ReleaseInbox inbox, ReleaseOutlet outlet, Here here) {
        this.inbox = inbox;
        this.outlet = outlet;
        this.here = here;
    }

    /// Takes the next step.
    ///
    /// @return whether all of it is here now
    /// @throws RefusedRelease if it is not believed, or this machine cannot take it
    /// @throws IOException if the centre or the disk does not do its work: the same step is taken again
    public boolean step(ReleaseEntry wanted) throws IOException {
        Optional<SignedRelease> known = inbox.release(wanted.manifest(), here.keys());
        if (known.isEmpty()) {
            begin(wanted);
            return false;
        }
        ReleaseManifest manifest = known.get().manifest();
        manifest.requireFit(here.machine());
        for (ReleaseFile file : manifest.filesFor(here.machine().architecture())) {
            if (!inbox.holds(file.sha256()) && !runsAlready(file)) {
                take(file);
                return false;
            }
        }
        return true;
    }

    private void begin(ReleaseEntry wanted) throws IOException {
        byte[] bytes = fetch(wanted.manifest(), 0, ReleaseManifest.MOST_BYTES);
        if (!Digest.of(bytes).equals(wanted.manifest())) {
            throw new RefusedRelease(ReleaseObstacle.WRONG_CONTENT, "the manifest is not what its hash says");
        }
        SignedRelease release = SignedRelease.open(bytes, wanted.signatureBytes(), here.keys());
        release.manifest().requireFit(here.machine());
        Set<Digest> files =
                release.manifest().files().stream().map(ReleaseFile::sha256).collect(Collectors.toSet());
        inbox.keepOnly(files, Set.of(release.digest()));
        // Once here and once beside what runs.
        if (inbox.usable() < 2 * release.manifest().bytesFor(here.machine().architecture()) + RESERVE) {
            throw new RefusedRelease(ReleaseObstacle.NO_ROOM, "the disk has no room for another version");
        }
        inbox.keep(release);
    }

    private boolean runsAlready(ReleaseFile file) throws IOException {
        Path near = here.home().resolve(Versions.JARS).resolve(file.name());
        return Files.isRegularFile(near)
                && Files.size(near) == file.size()
                && Versions.digest(near).equals(file.sha256());
    }

    private void take(ReleaseFile file) throws IOException {
        Path part = inbox.part(file.sha256());
        long at = Files.exists(part) ? Files.size(part) : 0;
        if (at < file.size()) {
            byte[] bytes = fetch(file.sha256(), at, (int) Math.min(STRETCH, file.size() - at));
            if (bytes.length == 0) {
                throw new RefusedRelease(ReleaseObstacle.WRONG_CONTENT, file.name() + " ends before it should");
            }
            inbox.make();
            inbox.disk().write(part, at, bytes, bytes.length);
            at += bytes.length;
        }
        if (at >= file.size()) {
            finish(file, part);
        }
    }

    /// The last stretches may have been lost with the power: then it is fetched anew.
    private void finish(ReleaseFile file, Path part) throws IOException {
        if (Files.size(part) != file.size() || !Versions.digest(part).equals(file.sha256())) {
            inbox.disk().delete(part);
            throw new RefusedRelease(
                    ReleaseObstacle.WRONG_CONTENT, file.name() + " came with other bytes than the manifest says");
        }
        inbox.finish(file.sha256());
    }

    private byte[] fetch(Digest file, long from, int length) throws IOException {
        return outlet.fetch(file, from, length)
                .map(bytes -> bytes.length > length ? Arrays.copyOf(bytes, length) : bytes)
                .orElseThrow(() -> new RefusedRelease(
                        ReleaseObstacle.MISSING_FILE, "the centre has a file of the release no more"));
    }
}
