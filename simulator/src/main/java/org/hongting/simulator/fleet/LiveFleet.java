package org.hongting.simulator.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.hongting.central.platform.database.StoreAddress;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.provisioning.identity.Identity;
import org.jspecify.annotations.Nullable;

/// Terminals of a site whose servers are somebody else's: they connect, people come to them, and whoever has them
/// sees how far the centre has acknowledged that. Its methods are called by one thread.
public final class LiveFleet implements AutoCloseable {
    private static final int TERMINALS_OF_A_MEETING = 20;
    private static final long LOOK_MILLIS = 10;
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path folder;
    private final List<Identity> identities;
    private final List<FleetTerminal> terminals = new ArrayList<>();
    private final SplittableRandom random;
    private final FleetBook book = new FleetBook();
    private final Lanes lanes = new Lanes();
    private final ExecutorService doors = Executors.newFixedThreadPool(
            2 * Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("doors-", 0).factory());

    /// Files in memory must not outlive somebody's Ctrl-C.
    private final Thread hook;

    private LiveFleet(Path folder, List<Identity> identities, SplittableRandom random) {
        this.folder = folder;
        this.hook = Thread.ofPlatform().unstarted(() -> discard(folder));
        this.identities = List.copyOf(identities);
        this.random = random;
        MeetingId meeting = MeetingId.draw(random);
        for (Identity identity : identities) {
            if (terminals.size() % TERMINALS_OF_A_MEETING == 0) {
                meeting = MeetingId.draw(random);
            }
            Path file = folder.resolve(identity.terminal() + ".db");
            terminals.add(new FleetTerminal(identity, file, meeting, lanes.lane(), book, random.split()));
        }
    }

    /// @param keys folder of the site's keys
    /// @param brokers where they connect to
    public static LiveFleet lay(Path keys, int terminals, List<MqttEndpoint> brokers, SplittableRandom random)
            throws IOException {
        Path folder = Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "hongting-fleet-")
                : Files.createTempDirectory("hongting-fleet-terminals-");
        List<Identity> identities;
        try {
            identities = FleetSite.identities(keys, terminals, folder, brokers);
        } catch (RuntimeException e) {
            discard(folder);
            throw e;
        }
        LiveFleet fleet = new LiveFleet(folder, identities, random);
        Runtime.getRuntime().addShutdownHook(fleet.hook);
        return fleet;
    }

    /// Has a centre that has not run yet know them.
    public void enter(Database centre) {
        FleetSite.enter(centre, identities);
    }

    public void switchOn() throws InterruptedException {
        everywhere((terminal, number) ->
                terminal.switchOn(new FleetClock(new BootId("boot-" + number), ClockQuality.SYNCED, Duration.ZERO)));
    }

    public void switchOff() throws InterruptedException {
        everywhere((terminal, _) -> terminal.switchOff());
    }

    /// Each at a moment drawn within so long.
    public void connect(Duration within) {
        Scheduler clock = lanes.lane();
        for (FleetTerminal terminal : terminals) {
            clock.after(Duration.ofNanos(random.nextLong(within.toNanos() + 1)), terminal::connect);
        }
    }

    /// Every terminal writes so many records that wait, many in one transaction.
    public void write(int each) throws InterruptedException {
        everywhere((terminal, _) -> terminal.write(each));
    }

    /// From now on people come, one at a terminal that is drawn, so many a second, until it is closed.
    public People come(double aSecond) {
        return new People(aSecond, random.split());
    }

    /// People who come, whatever happens to the centre.
    public final class People implements AutoCloseable {
        private final Thread thread;
        private final SplittableRandom chance;
        private final long pauseNanos;
        private final AtomicReference<@Nullable RuntimeException> failed = new AtomicReference<>();
        private volatile boolean ended;

        private People(double aSecond, SplittableRandom chance) {
            this.chance = chance;
            this.pauseNanos = (long) (TimeUnit.SECONDS.toNanos(1) / aSecond);
            this.thread = Thread.ofPlatform().daemon().name("people").start(this::come);
        }

        private void come() {
            long due = System.nanoTime();
            try {
                while (!ended) {
                    terminals.get(chance.nextInt(terminals.size())).tap(book.next(), due);
                    due += pauseNanos;
                    TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                failed.set(e);
            }
        }

        /// Nobody comes any more.
        @Override
        public void close() {
            ended = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            RuntimeException fault = failed.get();
            if (fault != null) {
                throw fault;
            }
        }
    }

    public long confirmed() {
        return book.allConfirmed();
    }

    public long acknowledged() {
        return book.allAcknowledged();
    }

    /// @return seconds, or infinity where they are not within so long
    public double awaitOnline(Duration atMost) throws InterruptedException {
        return await(book::online, terminals.size(), atMost);
    }

    /// Until everything is acknowledged that was confirmed when this is called.
    ///
    /// @return seconds, or infinity where it is not within so long
    public double awaitDrained(Duration atMost) throws InterruptedException {
        return await(book::allAcknowledged, book.allConfirmed(), atMost);
    }

    private static double await(LongSupplier figure, long wanted, Duration atMost) throws InterruptedException {
        long begun = System.nanoTime();
        while (figure.getAsLong() < wanted) {
            if (System.nanoTime() - begun > atMost.toNanos()) {
                return Double.POSITIVE_INFINITY;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    /// What the centre's own database says of everybody who came.
    public CentreBooks compare(StoreAddress centre) {
        return CentreBooks.read(centre, book.people());
    }

    private interface Act {
        void on(FleetTerminal terminal, int number);
    }

    /// Returns when it is done everywhere.
    private void everywhere(Act act) throws InterruptedException {
        CountDownLatch left = new CountDownLatch(terminals.size());
        AtomicReference<@Nullable RuntimeException> failed = new AtomicReference<>();
        for (int i = 0; i < terminals.size(); i++) {
            int number = i;
            doors.execute(() -> {
                try {
                    act.on(terminals.get(number), number);
                } catch (RuntimeException e) {
                    failed.set(e);
                } finally {
                    left.countDown();
                }
            });
        }
        left.await();
        RuntimeException fault = failed.get();
        if (fault != null) {
            throw fault;
        }
    }

    @Override
    public void close() {
        doors.shutdownNow();
        lanes.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // We are ending: the hook does the same.
        }
        discard(folder);
    }

    private static void discard(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            // Somebody still wrote, and there is nobody left to tell.
        }
    }
}
