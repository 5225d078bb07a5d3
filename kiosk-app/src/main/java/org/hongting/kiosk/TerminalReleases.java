package org.hongting.kiosk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.ReleaseEntry;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.record.ReleaseFact;
import org.hongting.protocol.record.ReleaseObstacle;
import org.hongting.protocol.release.RefusedRelease;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.provisioning.release.ReleaseDisk;
import org.hongting.provisioning.release.ReleaseDownload;
import org.hongting.provisioning.release.ReleaseInbox;
import org.hongting.provisioning.release.ReleaseKeeper;
import org.hongting.provisioning.release.ReleaseOutlet;
import org.hongting.provisioning.release.ReleaseSwitch;
import org.hongting.provisioning.release.SwitchMain;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.journal.JournalFault;
import org.hongting.sync.mqtt.SerialScheduler;

/// The releases of a terminal and the thread that looks after them: fetches what the centre wants here, lets the
/// switching program put it beside what runs, and ends the application for it when nobody is there and no meeting is
/// near.
///
/// Where the machine has no switching program, there is nothing to look after until the centre asks, and then it is
/// told so.
final class TerminalReleases implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TerminalReleases.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /// So long before, and after, a meeting nothing is installed.
    private static final Duration NEAR = Duration.ofHours(1);

    /// No meeting is longer, and none begins to take arrivals earlier.
    private static final Duration DAY = Duration.ofDays(1);

    private final SerialScheduler looking = new SerialScheduler("releases");
    private final Place place;
    private final World world;
    private final ReleaseOutlet outlet;
    private final Supplier<List<DocumentEntry>> said;
    private final TerminalConfiguration.Machine machine;
    private final long startedAt = looking.nanoTime();
    private Optional<ReleaseKeeper> keeper = Optional.empty();
    private boolean isFetching;
    private long restsUntil = startedAt;
    private volatile boolean isReady;
    private volatile boolean isOnline;

    /// Where everything lies.
    ///
    /// @param root of the switching program
    /// @param packaged what the package brought
    /// @param keys pinned by the machine's administrator
    /// @param inbox of this kiosk
    record Place(Path root, Path packaged, Path keys, Path inbox) {
        static Place in(Path data) {
            return new Place(
                    Path.of("/var/lib/hongting-releases"),
                    Path.of("/usr/lib/hongting-terminal"),
                    Path.of("/etc/hongting/release-keys"),
                    data.resolve("release"));
        }
    }

    /// What the terminal remembers by.
    record World(Database database, DeskTables tables, Journal journal, TerminalClock clock) {}

    /// @param said the entries of the document in which the centre says it
    TerminalReleases(
            Place place,
            World world,
            ReleaseOutlet outlet,
            Supplier<List<DocumentEntry>> said,
            TerminalConfiguration.Machine machine) {
        this.place = place;
        this.world = world;
        this.outlet = outlet;
        this.said = said;
        this.machine = machine;
    }

    /// Once.
    void start() {
        looking.execute(this::keepLooking);
    }

    /// Readers are open and the page was painted.
    void ready() {
        isReady = true;
    }

    void online(boolean now) {
        isOnline = now;
    }

    void documentChanged(DocumentName document) {
        if (document.kind().equals("release")) {
            looking.execute(this::look);
        }
    }

    private void keepLooking() {
        look();
        looking.after(LOOK, this::keepLooking);
    }

    private void look() {
        guarded(() -> {
            Optional<ReleaseEntry> wanted = wanted();
            if (wanted.filter(this::isTime).isPresent()) {
                machine.whenAsked(free -> looking.execute(() -> guarded(() -> go(wanted, free))));
            } else if (wanted.isPresent() || Files.exists(place.inbox())) {
                go(wanted, false);
            }
        });
    }

    private interface Step {
        void run() throws IOException;
    }

    /// Whatever is wrong with releases stops nothing else.
    private static void guarded(Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "releases could not be looked after: {0}", e.toString());
        }
    }

    private void go(Optional<ReleaseEntry> wanted, boolean mayRestart) throws IOException {
        ReleaseKeeper mine = keeper();
        Duration running = Duration.ofNanos(looking.nanoTime() - startedAt);
        ReleaseKeeper.Next next = mine.look(wanted, new ReleaseKeeper.Now(running, isReady, isOnline, mayRestart));
        tell(mine);
        switch (next) {
            case REST -> {}
            case FETCH -> {
                if (!isFetching && looking.nanoTime() - restsUntil >= 0) {
                    fetch(mine, wanted.orElseThrow());
                }
            }
            case RESTART -> machine.restart();
        }
    }

    private ReleaseKeeper keeper() throws IOException {
        if (keeper.isEmpty()) {
            keeper = Optional.of(new ReleaseKeeper(place.root(), place.inbox(), ReleaseDisk.real()));
        }
        return keeper.get();
    }

    /// A stretch, and then the next: others of this thread have their turn between them.
    private void fetch(ReleaseKeeper mine, ReleaseEntry wanted) {
        try {
            mine.fetch(wanted, entry -> download().step(entry));
            tell(mine);
            isFetching = true;
            looking.execute(() -> {
                isFetching = false;
                look();
            });
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a release waits for the centre", e);
            restsUntil = looking.nanoTime() + PAUSE.toNanos();
        }
    }

    private ReleaseDownload download() throws IOException {
        ReleaseDownload.Here here;
        try {
            here = ReleaseSwitch.here(new ReleaseSwitch.Place(
                    place.root(),
                    place.inbox(),
                    place.packaged(),
                    SwitchMain.machine(place.packaged()),
                    SwitchMain.keys(place.keys())));
        } catch (IOException | MalformedJson | IllegalArgumentException e) {
            throw new RefusedRelease(ReleaseObstacle.NOT_INSTALLED, "this machine takes no releases: " + e, e);
        }
        return new ReleaseDownload(new ReleaseInbox(place.inbox(), ReleaseDisk.real()), outlet, here);
    }

    private Optional<ReleaseEntry> wanted() {
        try {
            return said.get().stream()
                    .map(entry -> entry.as(ReleaseEntry.class))
                    .findFirst();
        } catch (MalformedJson | DatabaseFault e) {
            LOG.log(System.Logger.Level.WARNING, "what the centre says of a release cannot be read");
            return Optional.empty();
        }
    }

    /// A clock that only guesses knows of no hour and no meeting.
    private boolean isTime(ReleaseEntry wanted) {
        ClockReading now = world.clock().read();
        return now.quality() != ClockQuality.GUESSED
                && wanted.mayInstall(now.wall())
                && !isMeetingNear(now.wall().toInstant());
    }

    private boolean isMeetingNear(Instant now) {
        return world
                .database()
                .reading(transaction -> world.tables().meetings().between(transaction, now.minus(DAY), now.plus(DAY)))
                .stream()
                .anyMatch(meeting -> isNear(meeting.starts(), meeting.ends(), now));
    }

    /// Whether a meeting is to begin, goes on, or was over a moment ago.
    static boolean isNear(OffsetDateTime starts, OffsetDateTime ends, Instant now) {
        return starts.toInstant().isBefore(now.plus(NEAR)) && ends.toInstant().isAfter(now.minus(NEAR));
    }

    private void tell(ReleaseKeeper mine) throws IOException {
        try {
            Optional<ReleaseFact> fact = mine.untold(Software.VERSION);
            if (fact.isPresent()) {
                world.journal().write((_, appender) -> appender.append(fact.get()));
                mine.told();
            }
        } catch (JournalFault e) {
            LOG.log(System.Logger.Level.WARNING, "what became of a release is told later: {0}", e.kind());
        }
    }

    @Override
    public void close() {
        looking.close();
    }
}
