package org.hongting.simulator.cluster;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.simulator.fleet.CentreBooks;
import org.hongting.simulator.fleet.LiveFleet;

/// Plays a site of several machines: backlogs with one server and with several, and then one blow after the other
/// while people come. It runs on the thread that calls it.
public final class ClusterBench {
    private static final int ALL_SHARDS = 64;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration CUT = Duration.ofSeconds(20);
    private static final long LOOK_MILLIS = 50;
    private static final double SECONDS_AN_HOUR = 3_600;
    private static final double NANOS = 1e9;

    private final Plan plan;
    private final ClusterSite site;
    private final Consumer<String> progress;
    private final List<ClusterReport.Blow> blows = new ArrayList<>();

    /// What is played.
    ///
    /// @param each records that wait on each terminal, once for one server and once for all
    /// @param comeASecond people while blows fall
    /// @param felt how long people go on coming after a blow
    /// @param quiet how long nobody comes
    public record Plan(
            Brokers kind,
            int brokers,
            int servers,
            int terminals,
            int each,
            double comeASecond,
            Duration felt,
            Duration quiet,
            long seed) {}

    /// What stands between terminals and servers.
    public enum Brokers {
        /// A cluster, whose nodes pass on to one another.
        ARTEMIS,
        /// Each by itself: terminals are at one of them, servers at all.
        MOSQUITTO
    }

    private ClusterBench(Plan plan, ClusterSite site, Consumer<String> progress) {
        this.plan = plan;
        this.site = site;
        this.progress = progress;
    }

    /// @param progress told in a few words what is being done
    /// @throws IOException if the network or its machines cannot be made here
    public static ClusterReport play(Plan plan, Consumer<String> progress)
            throws IOException, InterruptedException, SQLException {
        progress.accept("a network of " + (1 + plan.brokers() + plan.servers()) + " machines; " + plan.terminals()
                + " terminals get keys and certificates");
        try (ClusterSite site = ClusterSite.lay(plan, new SplittableRandom(plan.seed()))) {
            return new ClusterBench(plan, site, progress).play();
        }
    }

    private LiveFleet fleet() {
        return site.fleet();
    }

    private ClusterReport play() throws IOException, InterruptedException {
        progress.accept("brokers and the first server start");
        for (BrokerProcess broker : site.brokers()) {
            broker.launch();
        }
        for (BrokerProcess broker : site.brokers()) {
            broker.awaitServing();
        }
        ServerNode first = site.servers().getFirst();
        first.launch();
        first.awaitServing();
        fleet().switchOn();
        long heap = first.heapBytes();
        long resident = brokerBytes();
        progress.accept("all terminals connect");
        fleet().connect(Duration.ZERO);
        double connected = fleet().awaitOnline(PATIENCE);
        Memory memory = new Memory((brokerBytes() - resident) / kilobytes(), (first.heapBytes() - heap) / kilobytes());
        List<ClusterReport.Load> loads = new ArrayList<>();
        loads.add(load(1));
        Spent quiet = quiet("nobody comes");
        double spread = spread();
        loads.add(load(plan.servers()));
        blows();
        progress.accept("the database is asked for everybody");
        fleet().switchOff();
        Spent empty = quiet("nobody is connected");
        CentreBooks books = fleet().compare(site.address());
        return new ClusterReport(
                plan.terminals(),
                fleet().confirmed(),
                fleet().acknowledged(),
                books.lost(),
                books.doubled() + books.strange(),
                books.alarms(),
                connected,
                ofATerminal(memory, quiet, empty),
                loads,
                spread,
                blows);
    }

    private long brokerBytes() {
        return site.brokers().stream().mapToLong(BrokerProcess::residentBytes).sum();
    }

    private double kilobytes() {
        return 1024.0 * plan.terminals();
    }

    /// Kilobytes for a connected terminal.
    private record Memory(double brokers, double server) {}

    /// What is used while nothing happens.
    private Spent quiet(String what) throws IOException, InterruptedException {
        progress.accept(what + " for " + plan.quiet().toSeconds() + " s");
        Spent before = Spent.by(site);
        Thread.sleep(plan.quiet());
        return Spent.by(site).since(before);
    }

    /// What one server uses while terminals are connected to it, less what each server uses when there are none.
    private ClusterReport.Quiet ofATerminal(Memory memory, Spent quiet, Spent empty) {
        double hours = quiet.seconds() / SECONDS_AN_HOUR * plan.terminals();
        double share = quiet.seconds() / empty.seconds();
        double ofOne = share / plan.servers();
        return new ClusterReport.Quiet(
                memory.brokers(),
                memory.server(),
                Math.max(0, quiet.brokers() - empty.brokers() * share) / hours,
                Math.max(0, quiet.servers() - empty.servers() * ofOne) / hours,
                Math.max(0, quiet.database() - empty.database() * ofOne) / hours,
                Math.max(0, quiet.bytes() - empty.bytes() * share) / hours);
    }

    private ClusterReport.Load load(int servers) throws IOException, InterruptedException {
        long records = (long) plan.each() * plan.terminals();
        progress.accept(records + " records go to " + (servers == 1 ? "one server" : servers + " servers"));
        long tables = site.tableBytes();
        Spent before = Spent.by(site);
        fleet().write(plan.each());
        fleet().awaitDrained(PATIENCE);
        Spent spent = Spent.by(site).since(before);
        double thousands = records / 1_000.0;
        return new ClusterReport.Load(
                servers,
                records,
                records / spent.seconds(),
                spent.servers() / thousands,
                spent.brokers() / thousands,
                spent.database() / thousands,
                spent.bytes() / records,
                (double) (site.tableBytes() - tables) / records);
    }

    /// What the roles had used at a moment, in seconds of processors.
    private record Spent(double seconds, double servers, double brokers, double database, double bytes) {
        static Spent by(ClusterSite site) throws IOException {
            return new Spent(
                    System.nanoTime() / NANOS,
                    site.cpuOfServers().toNanos() / NANOS,
                    site.cpuOfBrokers().toNanos() / NANOS,
                    site.cpuOfDatabase().toNanos() / NANOS,
                    site.carriedByBrokers());
        }

        Spent since(Spent before) {
            return new Spent(
                    seconds - before.seconds,
                    servers - before.servers,
                    brokers - before.brokers,
                    database - before.database,
                    bytes - before.bytes);
        }
    }

    /// The other servers come, and the shards are shared.
    private double spread() throws IOException, InterruptedException {
        progress.accept((plan.servers() - 1) + " more server" + (plan.servers() > 2 ? "s start" : " starts"));
        for (ServerNode server : others()) {
            server.launch();
        }
        for (ServerNode server : others()) {
            server.awaitServing();
        }
        return until(() -> isShared(plan.servers()));
    }

    private List<ServerNode> others() {
        return site.servers().subList(1, site.servers().size());
    }

    /// Whether so many servers have all shards among them, none more than one above its share.
    private boolean isShared(int servers) {
        Map<String, Long> shares = shares();
        long most = (ALL_SHARDS + servers - 1L) / servers + 1;
        return shares.size() == servers
                && shares.values().stream().mapToLong(Long::longValue).sum() == ALL_SHARDS
                && shares.values().stream().allMatch(share -> share <= most);
    }

    /// Nothing while the database is away.
    private Map<String, Long> shares() {
        try {
            return site.shares();
        } catch (DatabaseFault notNow) {
            return Map.of();
        }
    }

    private void blows() throws IOException, InterruptedException {
        ServerNode last = site.servers().getLast();
        blow("a server is killed", last::kill, true);
        progress.accept("the server comes back");
        last.launch();
        last.awaitServing();
        until(() -> isShared(plan.servers()));
        BrokerProcess broker = site.brokers().getLast();
        blow("a broker is killed", broker::kill, false);
        progress.accept("the broker comes back");
        broker.launch();
        broker.awaitServing();
        blow(
                "a server is cut off, and " + CUT.toSeconds() + " s later it is back",
                () -> {
                    site.network().cut(last.name());
                    Thread.sleep(CUT);
                    site.network().heal(last.name());
                },
                false);
        until(() -> isShared(plan.servers()));
        blow(
                "the database is killed, and starts again",
                () -> {
                    site.postgresql().kill();
                    site.postgresql().launch();
                    site.postgresql().awaitServing();
                },
                false);
        fleet().awaitOnline(PATIENCE);
        fleet().awaitDrained(PATIENCE);
    }

    /// Something that is done to a machine.
    @FunctionalInterface
    private interface Deed {
        void done() throws IOException, InterruptedException;
    }

    private void blow(String what, Deed deed, boolean takesOver) throws IOException, InterruptedException {
        progress.accept(what + ", while " + Math.round(plan.comeASecond()) + " people come a second");
        Set<String> before = shares().keySet();
        Optional<Double> takenOver = Optional.empty();
        long begun;
        try (LiveFleet.People _ = fleet().come(plan.comeASecond())) {
            Thread.sleep(plan.felt().dividedBy(4));
            begun = System.nanoTime();
            deed.done();
            if (takesOver) {
                takenOver =
                        Optional.of(until(() -> isShared(plan.servers() - 1) && before.containsAll(shares().keySet())));
            }
            long left = plan.felt().toNanos() - (System.nanoTime() - begun);
            Thread.sleep(Duration.ofNanos(Math.max(0, left)));
        }
        fleet().awaitDrained(PATIENCE);
        blows.add(new ClusterReport.Blow(what, takenOver, (System.nanoTime() - begun) / NANOS));
    }

    /// @return seconds until it is so, or infinity
    private static double until(BooleanSupplier so) throws InterruptedException {
        long begun = System.nanoTime();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                return Double.POSITIVE_INFINITY;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return (System.nanoTime() - begun) / NANOS;
    }
}
