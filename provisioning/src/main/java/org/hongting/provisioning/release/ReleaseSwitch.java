package org.hongting.provisioning.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.ReleaseObstacle;
import org.hongting.protocol.release.RefusedRelease;
import org.hongting.protocol.release.ReleaseKeys;
import org.hongting.protocol.release.ReleaseMachine;
import org.hongting.protocol.release.SignedRelease;
import org.jspecify.annotations.Nullable;

/// Decides which version the next start is one of. Runs as the machine's administrator, before each start of the kiosk
/// and whenever the kiosk has said something; it believes a release by its signature alone.
///
/// One file says which version runs, and is replaced in one step: whatever is cut off where, the next start is one of a
/// version that is whole. A version that is being tried is started [#MOST_STARTS] times at most before somebody says
/// that it is well; starts of a version that was kept are not counted. The version before stays until then.
///
/// One process at a time.
public final class ReleaseSwitch {
    /// Power cuts count too: so many in the minutes of a trial are rarer than a version that takes the machine down.
    public static final int MOST_STARTS = 3;

    private static final System.Logger LOG = System.getLogger(ReleaseSwitch.class.getName());
    private static final String STATE = "state.json";
    private static final String VERSIONS = "versions";
    private static final int STATE_BYTES = 4096;

    private final Place place;
    private final DurableFolder folder;
    private final Versions versions;
    private final ReleaseInbox inbox;
    private ReleaseState state;

    /// Where everything lies.
    ///
    /// @param root of what only this program writes
    /// @param inbox what the kiosk writes
    /// @param packaged what the machine's package brought: `jars` and `java.options`
    /// @param machine under what the package brought
    /// @param keys pinned by the machine's administrator
    public record Place(Path root, Path inbox, Path packaged, ReleaseMachine machine, ReleaseKeys keys) {}

    private ReleaseSwitch(Place place, ReleaseDisk disk) throws IOException {
        this.place = place;
        this.folder = new DurableFolder(place.root(), disk);
        this.versions = new Versions(place.root().resolve(VERSIONS), disk);
        this.inbox = new ReleaseInbox(place.inbox(), disk);
        this.state = read(folder).orElseGet(this::guessed);
    }

    /// @throws IOException if the disk cannot be read; then the package's own version is what can be started
    public static ReleaseSwitch open(Place place, ReleaseDisk disk) throws IOException {
        return new ReleaseSwitch(place, disk);
    }

    /// What stands in the file of the switching program, for whoever may only read it.
    public static Optional<ReleaseState> read(Path root) throws IOException {
        return read(new DurableFolder(root, ReleaseDisk.real()));
    }

    private static Optional<ReleaseState> read(DurableFolder folder) throws IOException {
        Optional<byte[]> bytes = folder.read(STATE, STATE_BYTES);
        if (bytes.isEmpty()) {
            return Optional.of(ReleaseState.NEW);
        }
        try {
            return Optional.of(Json.read(bytes.get(), ReleaseState.class));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    /// The file is damaged. The package may be older than the store can be read by, so the newest that was kept runs.
    private ReleaseState guessed() {
        try {
            return versions.newestKept(place.keys()).map(ReleaseState.NEW::kept).orElse(ReleaseState.NEW);
        } catch (IOException e) {
            return ReleaseState.NEW;
        }
    }

    /// What a terminal is under the version that was kept, for whoever may only read it.
    ///
    /// @throws IOException if the disk cannot be read
    public static ReleaseDownload.Here here(Place place) throws IOException {
        ReleaseSwitch reading = new ReleaseSwitch(place, ReleaseDisk.real());
        return new ReleaseDownload.Here(reading.machine(), place.keys(), reading.home(reading.state.running()));
    }

    public ReleaseState state() {
        return state;
    }

    /// Where the files of the version lie that is started now: before each start, once.
    public Path start() {
        try {
            heedAtStart();
        } catch (IOException e) {
            // What cannot be counted is not tried, and what cannot be written down happens again next time.
            LOG.log(System.Logger.Level.WARNING, "the version that was kept is started: {0}", e.toString());
            return home(state.running());
        }
        return home(state.trial() == null ? state.running() : state.trial());
    }

    private void heedAtStart() throws IOException {
        Optional<ReleaseWord> word = inbox.word();
        Digest trial = state.trial();
        if (trial != null) {
            Optional<ReleaseWord> said = word.filter(one -> one.release().equals(trial));
            if (said.filter(one -> one.word() == ReleaseWord.Kind.WELL).isPresent()) {
                keep(trial);
                return;
            }
            Optional<ReleaseObstacle> why = said.filter(one -> one.word() == ReleaseWord.Kind.BACK)
                    .map(one -> Objects.requireNonNullElse(one.obstacle(), ReleaseObstacle.NOT_WELL))
                    .or(() -> fault(trial));
            write(why.map(reason -> state.givenUp(trial, reason)).orElseGet(state::begunAgain));
            return;
        }
        Optional<ReleaseWord> go = word.filter(one -> one.word() == ReleaseWord.Kind.GO)
                .filter(one -> state.isPrepared(one.release()) && versions.holds(one.release()));
        if (go.isPresent()) {
            write(state.trying(go.get().release(), go.get().attempt()));
        }
    }

    private Optional<ReleaseObstacle> fault(Digest trial) {
        if (!versions.holds(trial)) {
            return Optional.of(ReleaseObstacle.MISSING_FILE);
        }
        return state.starts() >= MOST_STARTS ? Optional.of(ReleaseObstacle.WENT_DOWN) : Optional.empty();
    }

    /// Does what the kiosk asked for while it runs: puts a release beside the others, or keeps what is being tried.
    ///
    /// @throws IOException if the disk fails: the kiosk sees that nothing changed, and asks again
    public void heed() throws IOException {
        Optional<ReleaseWord> word = inbox.word();
        if (word.isEmpty()) {
            return;
        }
        Digest release = word.get().release();
        switch (word.get().word()) {
            case PREPARE -> prepare(release, word.get().attempt());
            case WELL -> {
                if (state.isTrying(release)) {
                    keep(release);
                }
            }
            case GO, BACK -> {} // matters of the next start
        }
    }

    private void prepare(Digest release, int attempt) throws IOException {
        boolean isHere = state.isRunning(release) || (state.isPrepared(release) && versions.holds(release));
        if (isHere || state.trial() != null || state.hasRefused(release, attempt)) {
            return;
        }
        try {
            versions.keepOnly(Stream.ofNullable(state.running()).toArray(Digest[]::new));
            SignedRelease signed = inbox.release(release, place.keys())
                    .orElseThrow(() -> new RefusedRelease(ReleaseObstacle.MISSING_FILE, "there is no manifest"));
            signed.manifest().requireFit(machine());
            put(signed);
            write(state.preparing(release));
        } catch (RefusedRelease e) {
            LOG.log(System.Logger.Level.WARNING, "release {0} is refused: {1}", release, e.getMessage());
            write(state.refusing(release, attempt, e.reason()));
        }
    }

    /// A disk that is full in the middle is one that has no room.
    private void put(SignedRelease signed) throws IOException {
        try {
            versions.put(signed, place.machine().architecture(), inbox, home(state.running()));
        } catch (IOException e) {
            ReleaseObstacle why = versions.isFull() ? ReleaseObstacle.NO_ROOM : ReleaseObstacle.NOT_INSTALLED;
            versions.keepOnly(Stream.ofNullable(state.running()).toArray(Digest[]::new));
            throw new RefusedRelease(why, "it could not be written: " + e, e);
        }
    }

    private void keep(Digest release) throws IOException {
        versions.keep(release);
        write(state.kept(release));
    }

    private void write(ReleaseState next) throws IOException {
        folder.replace(STATE, Json.write(next));
        state = next;
    }

    /// What this machine is under the version that was kept.
    private ReleaseMachine machine() throws IOException {
        Digest running = state.running();
        if (running == null) {
            return place.machine();
        }
        return versions.release(running, place.keys())
                .map(release -> place.machine().under(release.manifest()))
                .orElse(place.machine());
    }

    private Path home(@Nullable Digest release) {
        return release != null && versions.holds(release) ? versions.home(release) : place.packaged();
    }
}
