package org.hongting.provisioning.release;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hongting.protocol.document.ReleaseEntry;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.ReleaseFact;
import org.hongting.protocol.record.ReleaseObstacle;
import org.hongting.protocol.release.RefusedRelease;
import org.jspecify.annotations.Nullable;

/// The kiosk's half of an update: has a release fetched, asks the switching program for what comes next, says whether
/// what is being tried is well, and tells the journal how it went. It can write nothing that is run.
///
/// A release that runs on trial is well once this start could write its journal, opened its readers, painted its page
/// and, if the centre was reached before, reaches it again. Where that takes longer than [#PROOF] it goes back.
///
/// Not safe for use by many threads.
public final class ReleaseKeeper {
    /// A start takes a minute on the slowest machine, and a network comes back within some.
    public static final Duration PROOF = Duration.ofMinutes(5);

    static final String TOLD = "told.json";
    private static final int SMALL = 4096;
    private static final String WANTED = "wanted";
    private static final String READY = "ready";
    private static final String TRIED = "tried";
    private static final String KEPT = "kept";
    private static final String REFUSED = "refused";
    private static final String RETURNED = "returned";
    private static final Told NOTHING = new Told(Digest.of(), "-", 1, KEPT, null);

    private final Path root;
    private final ReleaseInbox inbox;
    private final DurableFolder folder;
    private Told told;

    /// Why it was not fetched, until the journal has heard it.
    private @Nullable ReleaseObstacle refused;

    /// Fetches the next stretch, waiting for the network.
    @FunctionalInterface
    public interface Fetching {
        /// @return whether all of it is here now
        /// @throws RefusedRelease if it is not taken
        /// @throws IOException if it is tried again later
        boolean step(ReleaseEntry wanted) throws IOException;
    }

    /// How the terminal is.
    ///
    /// @param sinceStart of this process
    /// @param isReady readers are open and the page was painted
    /// @param isOnline the centre is reached
    /// @param mayRestart nobody uses the screen, the hour is right, and no meeting is near
    public record Now(Duration sinceStart, boolean isReady, boolean isOnline, boolean mayRestart) {}

    /// What is to be done next.
    public enum Next {
        /// Nothing, until something changes.
        REST,
        /// [#fetch], and look again.
        FETCH,
        /// End the application in order, so that the next start is one of another version.
        RESTART
    }

    /// What the journal has heard last.
    private record Told(
            @JsonProperty(required = true) Digest release,
            @JsonProperty(required = true) String version,
            @JsonProperty(required = true) int attempt,
            @JsonProperty(required = true) String word,
            @Nullable ReleaseObstacle obstacle) {
        Told saying(String next, @Nullable ReleaseObstacle why) {
            return new Told(release, version, attempt, next, why);
        }

        boolean isAbout(ReleaseEntry entry) {
            return release.equals(entry.manifest()) && attempt == entry.attempt();
        }

        boolean isOver() {
            return word.equals(KEPT) || word.equals(REFUSED) || word.equals(RETURNED);
        }
    }

    /// @param root of the switching program, which is only read
    public ReleaseKeeper(Path root, Path inbox, ReleaseDisk disk) throws IOException {
        this.root = root;
        this.inbox = new ReleaseInbox(inbox, disk);
        this.folder = new DurableFolder(inbox, disk);
        this.told = read();
    }

    private Told read() throws IOException {
        try {
            return folder.read(TOLD, SMALL)
                    .map(bytes -> Json.read(bytes, Told.class))
                    .orElse(NOTHING);
        } catch (MalformedJson e) {
            return NOTHING;
        }
    }

    /// Looks what comes next, and says it to the switching program.
    ///
    /// @param wanted what the centre says
    /// @throws IOException if the disk does not do its work: the same is tried again
    public Next look(Optional<ReleaseEntry> wanted, Now now) throws IOException {
        ReleaseState state = ReleaseSwitch.read(root).orElse(ReleaseState.NEW);
        Digest trial = state.trial();
        if (trial != null) {
            return prove(trial, state, now);
        }
        if (wanted.isPresent() && !told.isAbout(wanted.get())) {
            ReleaseEntry entry = wanted.get();
            keep(new Told(entry.manifest(), entry.version(), entry.attempt(), WANTED, null));
        }
        if (wanted.isEmpty() || told.isOver() || refused != null || state.isRunning(told.release())) {
            return Next.REST;
        }
        ReleaseEntry entry = wanted.get();
        if (state.hasRefused(entry.manifest(), entry.attempt())) {
            return Next.REST;
        }
        if (!state.isPrepared(entry.manifest())) {
            return isSaid(ReleaseWord.Kind.PREPARE, entry) ? Next.REST : Next.FETCH;
        }
        if (!now.mayRestart()) {
            return Next.REST;
        }
        say(ReleaseWord.Kind.GO, null, now.isOnline());
        return Next.RESTART;
    }

    /// Fetches the next stretch; once all is here, asks for it to be put beside what runs.
    ///
    /// @throws IOException if it is tried again later
    public void fetch(ReleaseEntry wanted, Fetching fetching) throws IOException {
        try {
            if (fetching.step(wanted)) {
                say(ReleaseWord.Kind.PREPARE, null, false);
            }
        } catch (RefusedRelease e) {
            if (told.isAbout(wanted)) {
                refused = e.reason();
            }
        }
    }

    private Next prove(Digest trial, ReleaseState state, Now now) throws IOException {
        Optional<ReleaseWord> word = inbox.word().filter(one -> one.release().equals(trial));
        boolean wasOnline = word.map(ReleaseWord::wasOnline).orElse(false);
        boolean isTold = told.release().equals(trial) && told.word().equals(TRIED);
        if (word.filter(one -> one.word() == ReleaseWord.Kind.WELL).isPresent()) {
            return Next.REST;
        }
        if (isTold && now.isReady() && (now.isOnline() || !wasOnline)) {
            inbox.say(new ReleaseWord(ReleaseWord.Kind.WELL, trial, state.attempt(), null, wasOnline));
            return Next.REST;
        }
        if (now.sinceStart().compareTo(PROOF) < 0) {
            return Next.REST;
        }
        inbox.say(new ReleaseWord(ReleaseWord.Kind.BACK, trial, state.attempt(), ReleaseObstacle.NOT_WELL, wasOnline));
        return Next.RESTART;
    }

    private boolean isSaid(ReleaseWord.Kind kind, ReleaseEntry entry) throws IOException {
        return inbox.word()
                .filter(word -> word.word() == kind
                        && word.release().equals(entry.manifest())
                        && word.attempt() == entry.attempt())
                .isPresent();
    }

    private void say(ReleaseWord.Kind kind, @Nullable ReleaseObstacle obstacle, boolean isOnline) throws IOException {
        inbox.say(new ReleaseWord(kind, told.release(), told.attempt(), obstacle, isOnline));
    }

    /// What the journal has yet to hear, until [#told].
    ///
    /// @param software what this version calls itself
    public Optional<ReleaseFact> untold(String software) throws IOException {
        return next().map(next -> switch (next.word()) {
            case READY -> new ReleaseFact.ReleaseReady(next.version(), next.release(), next.attempt());
            case TRIED -> new ReleaseFact.ReleaseTried(next.version(), next.release(), next.attempt());
            case KEPT -> new ReleaseFact.ReleaseKept(next.version(), next.release(), next.attempt());
            case REFUSED ->
                new ReleaseFact.ReleaseRefused(
                        next.version(), next.release(), next.attempt(), Objects.requireNonNull(next.obstacle()));
            default ->
                new ReleaseFact.ReleaseReturned(
                        next.version(),
                        next.release(),
                        next.attempt(),
                        Objects.requireNonNull(next.obstacle()),
                        software);
        });
    }

    /// The journal has what [#untold] said.
    public void told() throws IOException {
        Optional<Told> next = next();
        if (next.isPresent()) {
            keep(next.get());
        }
    }

    private Optional<Told> next() throws IOException {
        if (told.isOver()) {
            return Optional.empty();
        }
        ReleaseState state = ReleaseSwitch.read(root).orElse(ReleaseState.NEW);
        Told next = told;
        if (state.isRunning(told.release())) {
            next = told.saying(KEPT, null);
        } else if (state.hasRefused(told.release(), told.attempt())) {
            next = told.saying(
                    state.wasTried() ? RETURNED : REFUSED,
                    Objects.requireNonNullElse(state.obstacle(), ReleaseObstacle.NOT_INSTALLED));
        } else if (refused != null) {
            next = told.saying(REFUSED, refused);
        } else if (state.isTrying(told.release())) {
            next = told.saying(TRIED, null);
        } else if (state.isPrepared(told.release())) {
            next = told.saying(READY, null);
        }
        return next.equals(told) ? Optional.empty() : Optional.of(next);
    }

    private void keep(Told next) throws IOException {
        folder.replace(TOLD, Json.write(next));
        if (!next.release().equals(told.release()) || next.attempt() != told.attempt()) {
            refused = null;
        }
        told = next;
        if (next.isOver()) {
            // It stands beside what runs, or never will.
            inbox.keepOnly(Set.of(), Set.of());
        }
    }
}
