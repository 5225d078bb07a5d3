package org.hongting.simulator.fleet;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.simulator.process.Resources;
import org.jspecify.annotations.Nullable;

/// Plays one day of a fleet, on the thread that calls it.
public final class Fleet implements AutoCloseable {
    /// Without anybody coming online or anything being acknowledged; then the day is broken off, and counted as it is.
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration LOOK = Duration.ofMillis(10);
    private static final double NANOS = 1e9;

    private final Plan plan;
    private final Consumer<String> progress;
    private final SplittableRandom random;
    private final FleetBook book = new FleetBook();
    private final Lanes lanes = new Lanes();
    private final ExecutorService doors = Executors.newFixedThreadPool(
            2 * Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("doors-", 0).factory());
    private final FleetSite site;
    private int boots;
    private boolean connected;
    private Duration cpuBefore = Duration.ZERO;
    private @Nullable Double fleetEach;
    private @Nullable Double centreEach;
    private @Nullable Double connectSeconds;
    private @Nullable Double reconnectSeconds;
    private @Nullable Double drainSeconds;
    private long drainFrom = System.nanoTime();

    /// What is played.
    public record Plan(ScriptedDay day, int terminals, long seed, Manner manner) {}

    /// What of it is worth how much trouble.
    public enum Manner {
        /// Many terminals: nothing stands between them and the server.
        LARGE,
        /// Few: they go through a cable that counts what it carries.
        COUNTED,
        /// The same, with a server that lives for seconds and need not become quick.
        BRIEF
    }

    private Fleet(Plan plan, Consumer<String> progress) throws IOException {
        this.plan = plan;
        this.progress = progress;
        this.random = new SplittableRandom(plan.seed());
        progress.accept(plan.terminals() + " terminals get keys and certificates");
        this.site = FleetSite.lay(plan, random.split(), lanes, book);
    }

    /// @param progress told in a few words what is being done
    /// @throws IOException if a server or its files cannot be made here; nothing was played then
    public static FleetReport play(Plan plan, Consumer<String> progress) throws IOException, InterruptedException {
        try (Fleet fleet = new Fleet(plan, progress)) {
            return fleet.play();
        }
    }

    private FleetReport play() throws IOException, InterruptedException {
        progress.accept("the server starts");
        site.centre().start();
        cpuBefore = site.centre().cpu();
        Heaps before = heaps();
        long begun = System.nanoTime();
        for (Scene scene : plan.day().scenes()) {
            switch (scene) {
                case Scene.SwitchedOn(Duration behind) -> switchOn(behind);
                case Scene.Connected(Duration within) -> connectSeconds = connect(within);
                case Scene.Backlog(int each) -> everywhere((terminal, _) -> terminal.write(each));
                case Scene.Taps taps -> tap(taps);
                case Scene.CentreKilled() -> {
                    progress.accept("the server is killed");
                    connected = false;
                    site.centre().kill();
                }
                case Scene.CentreBack() -> comeBack();
                case Scene.SwitchedOff() -> switchOff();
                case Scene.Configured() -> configure();
                case Scene.Drained() -> drain();
            }
        }
        double seconds = (System.nanoTime() - begun) / NANOS;
        double cpu = site.centre().cpu().minus(cpuBefore).toNanos() / NANOS;
        Heaps after = heaps();
        if (plan.manner() != Manner.BRIEF) {
            fleetEach = (after.fleet() - before.fleet()) / 1024.0 / plan.terminals();
            centreEach = (after.centre() - before.centre()) / 1024.0 / plan.terminals();
        }
        return report(seconds, cpu);
    }

    /// In bytes, after a collection.
    private record Heaps(long fleet, long centre) {}

    /// Whoever is brief does not wait for collections.
    private Heaps heaps() throws IOException, InterruptedException {
        return plan.manner() == Manner.BRIEF
                ? new Heaps(0, 0)
                : new Heaps(Resources.ofThis().heapInUse(), site.centre().heapBytes());
    }

    private void switchOn(Duration behind) throws InterruptedException {
        boots++;
        progress.accept("terminals are switched on");
        ClockQuality quality = behind.isZero() ? ClockQuality.SYNCED : ClockQuality.RTC;
        everywhere((terminal, number) ->
                terminal.switchOn(new FleetClock(new BootId("boot-" + number + "-" + boots), quality, behind)));
    }

    private void switchOff() throws InterruptedException {
        progress.accept("terminals are switched off");
        connected = false;
        everywhere((terminal, _) -> terminal.switchOff());
    }

    private interface Act {
        void on(FleetTerminal terminal, int number);
    }

    /// Returns when it is done everywhere.
    private void everywhere(Act act) throws InterruptedException {
        List<FleetTerminal> terminals = site.terminals();
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

    /// @return null where some did not come online
    private @Nullable Double connect(Duration within) throws InterruptedException {
        progress.accept("all connect");
        Scheduler clock = lanes.lane();
        long begun = System.nanoTime();
        drainFrom = begun;
        for (FleetTerminal terminal : site.terminals()) {
            clock.after(Duration.ofNanos(random.nextLong(within.toNanos() + 1)), terminal::connect);
        }
        boolean all = awaitOnline();
        connected = true;
        return all ? (System.nanoTime() - begun) / NANOS : null;
    }

    private void comeBack() throws IOException, InterruptedException {
        progress.accept("the server starts again");
        site.centre().start();
        long back = System.nanoTime();
        boolean all = awaitOnline();
        reconnectSeconds = all ? (System.nanoTime() - back) / NANOS : null;
        drainFrom = back;
        drain();
        connected = true;
    }

    private void tap(Scene.Taps taps) throws InterruptedException {
        progress.accept(taps.each() * plan.terminals() + " people come");
        long[] moments = new long[taps.each() * plan.terminals()];
        for (int i = 0; i < moments.length; i++) {
            // The terminal is kept in the low bits, so that sorting by time keeps who comes where.
            moments[i] = moment(taps) / plan.terminals() * plan.terminals() + i % plan.terminals();
        }
        Arrays.sort(moments);
        CountDownLatch left = new CountDownLatch(moments.length);
        AtomicReference<@Nullable RuntimeException> failed = new AtomicReference<>();
        boolean timed = connected;
        long begun = System.nanoTime();
        for (long moment : moments) {
            long due = begun + moment;
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            FleetTerminal terminal = site.terminals().get((int) (moment % plan.terminals()));
            doors.execute(() -> {
                try {
                    terminal.tap(book.next(), timed ? due : FleetTerminal.UNTIMED);
                } catch (RuntimeException e) {
                    failed.set(e);
                } finally {
                    left.countDown();
                }
            });
        }
        left.await();
        drainFrom = System.nanoTime();
        RuntimeException fault = failed.get();
        if (fault != null) {
            throw fault;
        }
    }

    /// Nanoseconds into the span.
    private long moment(Scene.Taps taps) {
        double share = switch (taps.crowd()) {
            case EVEN -> random.nextDouble();
            case RUSH -> (random.nextDouble() + random.nextDouble() + random.nextDouble()) / 3;
        };
        return (long) (share * taps.span().toNanos());
    }

    private void drain() throws InterruptedException {
        boolean all = await(book::allAcknowledged, book.allConfirmed());
        if (all && drainSeconds == null) {
            drainSeconds = (System.nanoTime() - drainFrom) / NANOS;
        }
    }

    private void configure() throws InterruptedException {
        progress.accept("a value is set for the whole site");
        book.saved(System.nanoTime());
        site.set(Map.of("sound.volume", "40"));
        await(book::allConfigured, plan.terminals());
    }

    private boolean awaitOnline() throws InterruptedException {
        return await(book::online, plan.terminals());
    }

    /// @return whether it came to that
    private static boolean await(LongSupplier figure, long wanted) throws InterruptedException {
        long best = -1;
        long moved = System.nanoTime();
        for (long now = figure.getAsLong(); now < wanted; now = figure.getAsLong()) {
            if (now > best) {
                best = now;
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
                return false;
            }
            Thread.sleep(LOOK);
        }
        return true;
    }

    private FleetReport report(double seconds, double cpu) throws IOException, InterruptedException {
        long carried = site.centre().carried();
        long centreBytes = site.centre().mostBytes();
        switchOff();
        progress.accept("the centre's books are read");
        site.centre().close();
        CentreBooks books = CentreBooks.read(site.books(), book.people());
        return new FleetReport(
                plan.day().name(),
                plan.seed(),
                plan.terminals(),
                book.allConfirmed(),
                book.allAcknowledged(),
                books.lost(),
                books.doubled() + books.strange(),
                books.alarms(),
                book.delays().times(),
                book.configurations().times(),
                connectSeconds,
                reconnectSeconds,
                drainSeconds,
                cpu / Math.max(1, book.allConfirmed()) * 1000,
                carried == 0 ? null : (double) carried / Math.max(1, book.allConfirmed()),
                fleetEach,
                centreEach,
                Resources.ofThis().mostResident() / 1e6,
                centreBytes / 1e6,
                seconds);
    }

    @Override
    public void close() throws IOException {
        doors.shutdownNow();
        lanes.close();
        site.close();
    }
}
