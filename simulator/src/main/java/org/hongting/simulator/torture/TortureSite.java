package org.hongting.simulator.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.hongting.kiosk.event.KioskEvent;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.provisioning.authority.SiteAuthority;
import org.hongting.simulator.cluster.BrokerProcess;
import org.hongting.simulator.cluster.ShardShares;
import org.hongting.simulator.demo.Centre;
import org.hongting.simulator.demo.DemoFailure;
import org.hongting.simulator.demo.DemoFolder;
import org.hongting.simulator.demo.DemoSite;
import org.hongting.simulator.demo.SampleSchool;
import org.hongting.simulator.demo.SampleSchool.SampleMember;
import org.hongting.simulator.demo.TerminalProcess;
import org.hongting.simulator.fault.FaultyLine;
import org.hongting.simulator.fault.PowerDisk;
import org.hongting.simulator.process.FreePort;
import org.hongting.simulator.process.Host;
import org.hongting.simulator.process.PostgresqlProcess;
import org.hongting.simulator.torture.TorturedTerminal.Medium;

/// A real centre on a disk whose power can be cut, where the machine has one to give, some real terminals, and the
/// line between them. The centre may be several servers over one database, in one folder.
final class TortureSite implements AutoCloseable {
    /// Branches whose meetings take arrivals at any time of a run.
    private static final int BRANCHES_THAT_MEET = 3;

    private static final long LOOK_MILLIS = 200;
    private static final Duration LONGEST_SHARING = Duration.ofMinutes(1);

    private final DemoSite site;
    private final List<Centre> servers;
    private final Tables tables;
    private final Optional<BrokerProcess> broker;
    private final Optional<PowerDisk> power;
    private final List<TorturedTerminal> terminals;

    private TortureSite(
            DemoSite site,
            List<Centre> servers,
            Tables tables,
            Optional<BrokerProcess> broker,
            Optional<PowerDisk> power,
            List<TorturedTerminal> terminals) {
        this.site = site;
        this.servers = List.copyOf(servers);
        this.tables = tables;
        this.broker = broker;
        this.power = power;
        this.terminals = List.copyOf(terminals);
    }

    /// @param members of its school; half of them are expected at the meetings
    static TortureSite lay(Torture.Plan plan, int members) throws IOException, InterruptedException {
        DemoFolder folder = DemoFolder.create(plan.folder());
        Tables tables = switch (plan.around().database()) {
            case SQLITE -> new TablesFile(folder.centre().resolve("central.db"));
            case POSTGRESQL -> TablesServer.start();
        };
        List<String> further = tables instanceof TablesServer own ? List.of("--database", own.address()) : List.of();
        Optional<PowerDisk> power = PowerDisk.lacking().isEmpty()
                ? Optional.of(PowerDisk.mount(folder.centre(), folder.root().resolve("centre-disk")))
                : Optional.empty();
        List<TorturedTerminal> laid = new ArrayList<>();
        for (int i = 0; i < plan.terminals(); i++) {
            Medium medium = i % 2 == 0 ? Medium.POWERED : Medium.SMALL;
            laid.add(TorturedTerminal.lay(folder.root().resolve("terminal-" + (i + 1)), medium));
        }
        Optional<BrokerProcess> broker = switch (plan.around().broker()) {
            case EMBEDDED -> Optional.empty();
            case MOSQUITTO -> Optional.of(mosquitto(folder));
        };
        OptionalInt port =
                broker.isPresent() ? OptionalInt.of(broker.get().endpoint().port()) : OptionalInt.empty();
        DemoSite site = DemoSite.lay(
                folder,
                SampleSchool.create(members),
                new DemoSite.Door(0, "", port, further),
                TerminalProcess.Setting.headless(List.of()));
        List<Centre> servers = new ArrayList<>(List.of(site.centre()));
        for (int number = 2; number <= plan.around().servers(); number++) {
            servers.add(site.centre().another("centre-" + number));
        }
        return new TortureSite(site, servers, tables, broker, power, laid);
    }

    /// As an administrator does it: the site's keys are there first, and a command writes what Mosquitto needs of
    /// them.
    private static BrokerProcess mosquitto(DemoFolder folder) throws IOException, InterruptedException {
        MqttEndpoint endpoint = new MqttEndpoint("localhost", FreePort.draw());
        Path files = folder.root().resolve("broker");
        SiteAuthority.open(folder.centre().resolve("keys"), null, Instant.now(), new SecureRandom());
        BrokerProcess.certify(folder.centre(), endpoint, files);
        return BrokerProcess.mosquitto(Host.THIS, endpoint, files);
    }

    /// Starts all of it, and waits until every server has its part and every terminal knows whom it expects.
    void open() throws IOException, InterruptedException {
        if (broker.isPresent()) {
            broker.get().launch();
            broker.get().awaitServing();
        }
        site.openCentre();
        for (Centre server : servers.subList(1, servers.size())) {
            server.start();
        }
        for (TorturedTerminal terminal : terminals) {
            site.layClaim(terminal.folder());
            terminal.launch();
        }
        awaitShared();
        for (TorturedTerminal terminal : terminals) {
            terminal.awaitReady();
            terminal.process()
                    .awaitLatest(
                            "the meetings and the roster",
                            0,
                            KioskEvent.Station.class,
                            station -> station.expected() > 0);
        }
    }

    private void awaitShared() throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_SHARING.toNanos();
        while (!isShared()) {
            if (System.nanoTime() > deadline) {
                throw new DemoFailure("the servers did not divide the fleet among them");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /// Those who come to one terminal and to no other.
    List<SampleMember> visitorsOf(int terminal) {
        List<SampleMember> all = site.school().branches().stream()
                .limit(BRANCHES_THAT_MEET)
                .flatMap(branch -> site.school().membersOf(branch).stream())
                .toList();
        return IntStream.range(0, all.size())
                .filter(i -> i % terminals.size() == terminal)
                .mapToObj(all::get)
                .toList();
    }

    List<Centre> servers() {
        return servers;
    }

    /// Whether each server has a part of the fleet, and nobody else has one.
    boolean isShared() {
        try {
            return servers.size() == 1 || tables.look(ShardShares::in).size() == servers.size();
        } catch (DatabaseFault notNow) {
            return false;
        }
    }

    Tables tables() {
        return tables;
    }

    Optional<PostgresqlProcess> database() {
        return tables instanceof TablesServer own ? Optional.of(own.server()) : Optional.empty();
    }

    Optional<BrokerProcess> broker() {
        return broker;
    }

    /// Whoever keeps a server running starts it again when it ends because its database was away when it started. One
    /// that has served must not end at all.
    ///
    /// @return whether that was so
    boolean keepUp(Centre server) throws IOException {
        if (database().isEmpty() || server.isRunning() || server.hasServed()) {
            return false;
        }
        server.launch();
        return true;
    }

    /// PostgreSQL does not start while a child of one that was killed still holds its memory: the next attempt does.
    void keepUpDatabase() throws IOException {
        if (database().isPresent() && !database().get().isRunning()) {
            database().get().launch();
        }
    }

    FaultyLine line() {
        return site.cable();
    }

    Optional<PowerDisk> power() {
        return power;
    }

    List<TorturedTerminal> terminals() {
        return terminals;
    }

    /// SIGKILL to whatever still runs.
    void killAll() throws InterruptedException {
        for (TorturedTerminal terminal : terminals) {
            terminal.process().killIfAlive();
        }
        killServers();
    }

    /// SIGKILL to all of them at once.
    void killServers() throws InterruptedException {
        for (Centre server : servers) {
            server.killIfRunning();
        }
    }

    /// Starts all servers, and waits for nothing.
    void launchServers() throws IOException {
        for (Centre server : servers) {
            server.launch();
        }
    }

    @Override
    public void close() throws IOException {
        servers.subList(1, servers.size()).forEach(Centre::close);
        site.close();
        for (TorturedTerminal terminal : terminals) {
            terminal.close();
        }
        if (power.isPresent()) {
            power.get().close();
        }
        database().ifPresent(PostgresqlProcess::close);
        broker.ifPresent(BrokerProcess::close);
    }
}
