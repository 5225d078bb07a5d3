package org.hongting.simulator.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hongting.central.platform.database.DataStore;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.StoreAddress;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.provisioning.authority.SiteAuthority;
import org.hongting.simulator.fleet.LiveFleet;
import org.hongting.simulator.process.Host;
import org.hongting.simulator.process.PostgresqlProcess;

/// A site of several machines: a database, brokers and servers on one each, and a fleet on this one, which stands on
/// the same network.
final class ClusterSite implements AutoCloseable {
    private static final int MQTT_PORT = 8883;
    private static final String DATABASE = "database";

    private final Network network;
    private final Path folder;
    private final PostgresqlProcess postgresql;
    private final String database;
    private final List<BrokerProcess> brokers;
    private final List<ServerNode> servers;
    private final LiveFleet fleet;
    private final JdbcDatabase outside;

    /// The site's keys must not outlive somebody's Ctrl-C.
    private final Thread hook;

    private ClusterSite(
            Network network, Path folder, PostgresqlProcess postgresql, String database, Machines machines) {
        this.network = network;
        this.folder = folder;
        this.postgresql = postgresql;
        this.database = database;
        this.brokers = machines.brokers();
        this.servers = machines.servers();
        this.fleet = machines.fleet();
        this.outside = new JdbcDatabase(address().look());
        this.hook = Thread.ofPlatform().unstarted(() -> discard(folder));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private record Machines(List<BrokerProcess> brokers, List<ServerNode> servers, LiveFleet fleet) {}

    /// Lays the network and all folders, and starts the database. Nothing else runs yet.
    static ClusterSite lay(ClusterBench.Plan plan, SplittableRandom random)
            throws IOException, InterruptedException, SQLException {
        List<String> names = Stream.of(
                        Stream.of(DATABASE),
                        IntStream.rangeClosed(1, plan.brokers()).mapToObj(ClusterSite::brokerName),
                        IntStream.rangeClosed(1, plan.servers()).mapToObj(ClusterSite::serverName))
                .flatMap(stream -> stream)
                .toList();
        Network network = Network.lay(names);
        Path folder = Files.createTempDirectory("hongting-cluster-");
        try {
            PostgresqlProcess postgresql = PostgresqlProcess.start(network.host(DATABASE))
                    .orElseThrow(
                            () -> new IOException(PostgresqlProcess.lacking().orElse("")));
            String database = postgresql.freshAddress();
            Path data = Files.createDirectories(folder.resolve("data"));
            SiteAuthority.open(data.resolve("keys"), null, Instant.now(), new SecureRandom());
            List<BrokerProcess> brokers = layBrokers(plan, network, folder, data);
            List<MqttEndpoint> endpoints =
                    brokers.stream().map(BrokerProcess::endpoint).toList();
            LiveFleet fleet = LiveFleet.lay(data.resolve("keys"), plan.terminals(), endpoints, random);
            try (DataStore store = address(database).open()) {
                store.migrate();
                fleet.enter(new JdbcDatabase(store));
            }
            ServerNode.Told told = new ServerNode.Told(
                    database, endpoints.stream().map(MqttEndpoint::toString).collect(Collectors.joining(",")));
            List<ServerNode> servers = new ArrayList<>();
            for (int i = 1; i <= plan.servers(); i++) {
                Path own = Files.createDirectories(folder.resolve(serverName(i)));
                servers.add(new ServerNode(serverName(i), network.host(serverName(i)), own, data, told));
            }
            return new ClusterSite(network, folder, postgresql, database, new Machines(brokers, servers, fleet));
        } catch (IOException | InterruptedException | SQLException | RuntimeException e) {
            discard(folder);
            network.close();
            throw e;
        }
    }

    private static List<BrokerProcess> layBrokers(ClusterBench.Plan plan, Network network, Path folder, Path data)
            throws IOException, InterruptedException {
        List<BrokerProcess> brokers = new ArrayList<>();
        List<Host> hosts = IntStream.rangeClosed(1, plan.brokers())
                .mapToObj(number -> network.host(brokerName(number)))
                .toList();
        for (Host host : hosts) {
            MqttEndpoint endpoint = new MqttEndpoint(host.address(), MQTT_PORT);
            Path files = folder.resolve("broker-" + host.address());
            BrokerProcess.certify(data, endpoint, files);
            List<String> others = hosts.stream()
                    .filter(other -> !other.equals(host))
                    .map(Host::address)
                    .toList();
            brokers.add(
                    switch (plan.kind()) {
                        case ARTEMIS -> BrokerProcess.artemis(host, MQTT_PORT, files, others);
                        case MOSQUITTO -> BrokerProcess.mosquitto(host, endpoint, files);
                    });
        }
        return List.copyOf(brokers);
    }

    private static StoreAddress address(String database) {
        return StoreAddress.of(Path.of(""), Optional.of(database), Map.of());
    }

    StoreAddress address() {
        return address(database);
    }

    private static String serverName(int number) {
        return "server" + number;
    }

    private static String brokerName(int number) {
        return "broker" + number;
    }

    /// How many shards each server leases, by the name it goes by in the database.
    Map<String, Long> shares() {
        return outside.reading(ShardShares::in);
    }

    /// What the tables of records and arrivals take on the disk, with their indexes.
    long tableBytes() {
        return outside.reading(transaction -> transaction
                .queryFirst("SELECT pg_database_size(current_database()) AS bytes", row -> row.integer("bytes"))
                .orElse(0L));
    }

    Network network() {
        return network;
    }

    PostgresqlProcess postgresql() {
        return postgresql;
    }

    List<BrokerProcess> brokers() {
        return brokers;
    }

    List<ServerNode> servers() {
        return servers;
    }

    LiveFleet fleet() {
        return fleet;
    }

    /// Processor time of all that have one role.
    Duration cpuOfServers() {
        return servers.stream().map(ServerNode::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    Duration cpuOfBrokers() {
        return brokers.stream().map(BrokerProcess::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    Duration cpuOfDatabase() {
        return postgresql.resources().cpuOfAll();
    }

    /// Bytes between the brokers and everybody else.
    long carriedByBrokers() throws IOException {
        long bytes = 0;
        for (int i = 1; i <= brokers.size(); i++) {
            bytes += network.carried(brokerName(i));
        }
        return bytes;
    }

    @Override
    public void close() {
        fleet.close();
        servers.forEach(ServerNode::close);
        brokers.forEach(BrokerProcess::close);
        postgresql.close();
        network.close();
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
        } catch (IOException | UncheckedIOException e) {
            System.getLogger(ClusterSite.class.getName())
                    .log(System.Logger.Level.WARNING, "left behind: {0}", e.getMessage());
        }
    }
}
