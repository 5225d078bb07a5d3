package org.hongting.simulator.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.hongting.simulator.cluster.BrokerProcess;
import org.hongting.simulator.demo.Centre;
import org.hongting.simulator.demo.DemoFailure;
import org.hongting.simulator.simulation.judge.Books;
import org.hongting.simulator.simulation.judge.Invariant;
import org.hongting.simulator.torture.TortureReport.Deed;

/// One run: real processes are started, people come, and while they do one fault after the other is done, in shuffled
/// order. Then everything is healed, and when all has arrived, or should have, the files are judged.
final class Torture {
    private static final Duration LONGEST_HEALING = Duration.ofMinutes(4);
    private static final Duration LONGEST_QUEUE = Duration.ofMinutes(1);
    private static final int FIRST_VISITORS = 3;
    private static final long LOOK_MILLIS = 200;
    private static final int LONGEST_PAUSE_MILLIS = 1_500;
    private static final int FEWEST_MEMBERS = 200;
    private static final int MOST_MEMBERS = 6_000;
    private static final int MEMBERS_A_MINUTE = 400;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Plan plan;
    private final Consumer<String> narrator;
    private final SplittableRandom chance;
    private final Books books = new Books();
    private final List<Standing> standing = new ArrayList<>();
    private final List<Deed> deeds = new ArrayList<>();
    private long began;

    /// @param seed chooses the faults, their order and their details
    /// @param length from the first fault to the last
    /// @param only the words of the faults that are done; none for all
    record Plan(long seed, Duration length, int terminals, Surroundings around, Set<String> only, Path folder) {
        Plan {
            only = Set.copyOf(only);
        }
    }

    /// How many servers the centre is, and what stands beside them as processes of their own.
    record Surroundings(Store database, Broker broker, int servers) {}

    /// What stands between terminals and centre.
    enum Broker {
        /// The one inside the centre, which dies with its process.
        EMBEDDED,
        /// Another one, which is killed as well.
        MOSQUITTO
    }

    /// What the centre keeps its tables in.
    enum Store {
        /// A file of its folder, which dies with its process.
        SQLITE,
        /// A server of its own, which is killed as well.
        POSTGRESQL
    }

    /// A fault that has begun and is not yet undone.
    private record Standing(Fault fault, Blow blow, double since, long until) {}

    /// @param narrator hears what happens, one sentence at a time
    Torture(Plan plan, Consumer<String> narrator) {
        this.plan = plan;
        this.narrator = narrator;
        this.chance = new SplittableRandom(plan.seed());
    }

    TortureReport run() throws IOException, InterruptedException {
        int servers = plan.around().servers();
        narrator.accept((servers == 1 ? "the centre starts" : servers + " servers start")
                + " and a school is taken in, and " + plan.terminals() + " terminals open");
        long minutes = plan.length().toMinutes() + 1;
        int members = Math.clamp(minutes * MEMBERS_A_MINUTE, FEWEST_MEMBERS, MOST_MEMBERS);
        try (TortureSite site = TortureSite.lay(plan, members)) {
            site.open();
            return torture(site);
        }
    }

    private TortureReport torture(TortureSite site) throws IOException, InterruptedException {
        Watch watch = new Watch(site.tables(), site.terminals(), books);
        List<Visitors> visitors = new ArrayList<>();
        for (int i = 0; i < site.terminals().size(); i++) {
            visitors.add(Visitors.begin(site.terminals().get(i).process(), site.visitorsOf(i), chance.split()));
        }
        double healed;
        double lasted;
        try {
            awaitFirst(visitors);
            began = System.nanoTime();
            faults(site, watch);
            lasted = seconds();
            for (Visitors some : visitors) {
                some.end();
            }
            narrator.accept("everything is healed; what was recorded must arrive");
            heal(site, watch);
            healed = seconds() - lasted;
        } finally {
            for (Visitors some : visitors) {
                some.end();
            }
        }
        site.killAll();
        narrator.accept("all processes are killed; the files are judged");
        Evidence.Counts counts = Evidence.secure(plan.folder().resolve("evidence"), site.tables(), site.terminals())
                .judge(books);
        deeds.sort(Comparator.comparingDouble(Deed::at));
        return new TortureReport(
                plan.seed(),
                rounded(lasted),
                plan.terminals(),
                plan.around().servers(),
                visitors.stream().mapToLong(Visitors::shown).sum(),
                counts.confirmed(),
                counts.records(),
                counts.epochs(),
                rounded(healed),
                deeds,
                Faults.lacking(),
                books.broken(),
                Optional.empty());
    }

    /// Faults begin once people were let in everywhere: there must be something to lose.
    private static void awaitFirst(List<Visitors> visitors) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_QUEUE.toNanos();
        while (visitors.stream().anyMatch(some -> some.confirmed() < FIRST_VISITORS)) {
            if (System.nanoTime() > deadline) {
                throw new DemoFailure("the first people were not let in");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private void faults(TortureSite site, Watch watch) throws IOException, InterruptedException {
        List<Fault> possible = Faults.of(site).stream()
                .filter(fault -> plan.only().isEmpty() || plan.only().contains(fault.what()))
                .toList();
        if (possible.isEmpty()) {
            throw new IOException("none of these faults can be done on this machine");
        }
        Random shuffle = new Random(chance.nextLong());
        Deque<Fault> deck = new ArrayDeque<>();
        long end = began + plan.length().toNanos();
        while (System.nanoTime() < end && books.broken().isEmpty()) {
            Optional<Fault> next = draw(deck);
            if (next.isEmpty()) {
                List<Fault> shuffled = new ArrayList<>(possible);
                Collections.shuffle(shuffled, shuffle);
                deck.addAll(shuffled);
                next = draw(deck);
            }
            if (next.isPresent()) {
                begin(next.get(), end);
            }
            long pause = System.nanoTime()
                    + Duration.ofMillis(chance.nextInt(LONGEST_PAUSE_MILLIS)).toNanos();
            do {
                Thread.sleep(LOOK_MILLIS);
                undo(System.nanoTime());
                aliveOrDown(site);
            } while (System.nanoTime() < pause);
            watch.look();
        }
        undo(Long.MAX_VALUE);
    }

    /// Takes the first one from the deck that can be done at this moment.
    private Optional<Fault> draw(Deque<Fault> deck) throws InterruptedException {
        for (Fault fault : deck) {
            if (fault.seats().stream().noneMatch(this::isStruck) && fault.able().now()) {
                deck.remove(fault);
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    private void begin(Fault fault, long end) throws IOException, InterruptedException {
        double since = seconds();
        Blow blow = fault.begin().with(chance.split());
        long until = Math.min(end, System.nanoTime() + blow.lasts().toNanos());
        standing.add(new Standing(fault, blow, since, until));
        narrator.accept(fault.where() + ": " + fault.what() + (blow.detail().isEmpty() ? "" : " " + blow.detail()));
    }

    /// Undoes what has lasted long enough.
    private void undo(long now) throws IOException, InterruptedException {
        for (Standing one : List.copyOf(standing)) {
            if (one.until() <= now) {
                one.blow().undo().take();
                standing.remove(one);
                deeds.add(new Deed(
                        rounded(one.since()),
                        rounded(seconds() - one.since()),
                        one.fault().what(),
                        one.fault().where(),
                        one.blow().detail()));
            }
        }
    }

    /// Nobody may end who was not killed.
    private void aliveOrDown(TortureSite site) throws IOException {
        for (TorturedTerminal terminal : site.terminals()) {
            mustLive(terminal.name(), terminal.process().isAlive());
        }
        for (Centre server : site.servers()) {
            mustLive(server.name(), server.isRunning() || isStruck(server.name()) || keptUp(site, server));
        }
        if (!isStruck("database")) {
            site.keepUpDatabase();
        }
        mustLive("broker", site.broker().map(BrokerProcess::isRunning).orElse(true));
    }

    private boolean keptUp(TortureSite site, Centre server) throws IOException {
        boolean was = site.keepUp(server);
        if (was) {
            narrator.accept(server.name() + " found no database, ended, and is started again");
        }
        return was;
    }

    private boolean isStruck(String seat) {
        return standing.stream().anyMatch(one -> one.fault().seats().contains(seat));
    }

    private void mustLive(String seat, boolean lives) {
        if (!lives && !isStruck(seat)) {
            books.broken(Invariant.STARTS_AGAIN, seat + " ended by itself; its log says why");
        }
    }

    private void heal(TortureSite site, Watch watch) throws IOException, InterruptedException {
        site.line().heal();
        long deadline = System.nanoTime() + LONGEST_HEALING.toNanos();
        try {
            if (site.database().isPresent()) {
                site.database().get().awaitServing();
            }
            for (Centre server : site.servers()) {
                while (!server.isServing()
                        && System.nanoTime() < deadline
                        && (server.isRunning() || keptUp(site, server))) {
                    Thread.sleep(LOOK_MILLIS);
                }
                server.awaitServing();
            }
            for (TorturedTerminal terminal : site.terminals()) {
                terminal.awaitReady();
            }
        } catch (DemoFailure e) {
            books.broken(Invariant.STARTS_AGAIN, String.valueOf(e.getMessage()));
            return;
        }
        while (!(watch.isQuiet() && site.isShared()) && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_MILLIS);
            watch.look();
        }
        if (!watch.isQuiet()) {
            books.broken(Invariant.BECOMES_QUIET, "after " + LONGEST_HEALING + " not everything had arrived");
        } else if (!site.isShared()) {
            books.broken(Invariant.STARTS_AGAIN, "not every server has its part of the fleet again");
        }
    }

    private double seconds() {
        return (System.nanoTime() - began) / NANOS_PER_SECOND;
    }

    private static double rounded(double seconds) {
        return Math.rint(seconds * 10) / 10;
    }
}
