package org.hongting.simulator.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hongting.central.CentralOptions;
import org.hongting.central.CentralServer;
import org.hongting.central.fleet.ClaimTokens;
import org.hongting.central.fleet.NewTerminal;
import org.hongting.central.fleet.Terminals;
import org.hongting.protocol.claim.ClaimTicket;
import org.hongting.protocol.claim.Inventory;
import org.hongting.protocol.wire.TerminalState;
import org.hongting.protocol.wire.Topic;
import org.hongting.provisioning.authority.SiteAuthority;
import org.hongting.provisioning.claim.ClaimFile;
import org.hongting.provisioning.claim.ClaimOutcome;
import org.hongting.provisioning.claim.Claimant;
import org.hongting.provisioning.identity.Identity;
import org.hongting.provisioning.identity.IdentityStore;
import org.hongting.sync.link.Transport;
import org.hongting.sync.mqtt.MqttTransport;
import org.hongting.sync.mqtt.SerialScheduler;

/// Machines that are switched on together and claim with files that were made in one go, at a whole server over its
/// real listener; and how long a terminal that is revoked keeps its line to the real broker.
final class ClaimBenchmark implements Benchmark {
    private static final int TERMINALS = 500;
    private static final int FEW_TERMINALS = 20;
    private static final int REVOKED = 20;
    private static final int FEW_REVOKED = 3;
    private static final double MOST_SECONDS_CLAIMING = 60;
    private static final double MOST_SECONDS_REVOKING = 5;
    private static final double NANOS = 1e9;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SecureRandom random = new SecureRandom();

    @Override
    public List<Row> run(Effort effort, Consumer<String> progress) throws Exception {
        Path folder = Files.createTempDirectory("hongting-claims-");
        try (CentralServer centre = CentralServer.start(CentralOptions.local(folder.resolve("centre")))) {
            int many = effort.of(TERMINALS, FEW_TERMINALS);
            progress.accept("makes " + many + " claim files");
            List<ClaimTokens.Minted> minted = centre.context()
                    .getBean(ClaimTokens.class)
                    .mint(
                            Stream.iterate(1, n -> n + 1)
                                    .limit(many)
                                    .map(n -> new NewTerminal("Kiosk " + n, "Hall"))
                                    .toList(),
                            Duration.ofDays(1),
                            "bench");
            List<Claimed> claimed = claim(centre, minted, folder, progress);
            List<Row> rows = new ArrayList<>(rows(many, claimed));
            progress.accept("revokes terminals that are connected");
            rows.addAll(revoke(centre, claimed.subList(0, effort.of(REVOKED, FEW_REVOKED))));
            return rows;
        } finally {
            delete(folder);
        }
    }

    /// @param seconds from the moment at which all were switched on
    /// @param again times it had to ask again
    private record Claimed(ClaimOutcome outcome, double seconds, int again) {
        boolean isWhole() {
            return outcome instanceof ClaimOutcome.Claimed whole && !whole.ticketRemains();
        }

        Identity identity() {
            return ((ClaimOutcome.Claimed) outcome).identity();
        }
    }

    private List<Claimed> claim(
            CentralServer centre, List<ClaimTokens.Minted> minted, Path folder, Consumer<String> progress)
            throws Exception {
        List<Claimant> claimants = new ArrayList<>();
        for (ClaimTokens.Minted one : minted) {
            claimants.add(claimant(centre, one, folder.resolve(one.terminal().value())));
        }
        progress.accept("all of them claim at once");
        long begun = System.nanoTime();
        List<Claimed> claimed = new ArrayList<>();
        try (ExecutorService machines = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Claimed>> running = claimants.stream()
                    .map(claimant -> machines.submit(() -> {
                        AtomicInteger again = new AtomicInteger();
                        ClaimOutcome outcome = claimant.claim((_, _) -> again.incrementAndGet());
                        return new Claimed(outcome, (System.nanoTime() - begun) / NANOS, again.get());
                    }))
                    .toList();
            for (Future<Claimed> one : running) {
                claimed.add(one.get());
            }
        }
        return claimed;
    }

    private Claimant claimant(CentralServer centre, ClaimTokens.Minted minted, Path folder) throws IOException {
        Path file = Files.createDirectories(folder).resolve("claim.json");
        Files.write(
                file,
                new ClaimTicket(
                                URI.create("https://localhost:" + centre.ports().terminal()),
                                minted.token().reveal(),
                                centre.context().getBean(SiteAuthority.class).fingerprint(),
                                minted.expires())
                        .write());
        return new Claimant(
                ClaimFile.find(file).orElseThrow(),
                IdentityStore.open(folder.resolve("identity")),
                new Inventory("bench", "none", "bench 1"),
                InstantSource.system(),
                random,
                Thread::sleep);
    }

    private static List<Row> rows(int many, List<Claimed> claimed) {
        Sample seconds = Sample.of(claimed.size(), i -> claimed.get(i).seconds());
        return List.of(
                Row.below(
                        "machines of " + many + " at once that are no terminals, or still have their claim file",
                        (double) claimed.stream().filter(one -> !one.isWhole()).count(),
                        "",
                        0),
                Row.of(
                        "times that a machine had to ask again",
                        claimed.stream().mapToInt(Claimed::again).sum(),
                        ""),
                Row.of("until half of them have their certificate", seconds.median(), "s"),
                Row.below(
                        "until the last one has its certificate", seconds.percentile(100), "s", MOST_SECONDS_CLAIMING));
    }

    private static List<Row> revoke(CentralServer centre, List<Claimed> some) throws Exception {
        double[] seconds = new double[some.size()];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = revoke(centre, some.get(i).identity());
        }
        Sample sample = Sample.of(seconds);
        return List.of(
                Row.of("from the revocation to the end of a live session, median", sample.median(), "s"),
                Row.below(
                        "from the revocation to the end of a live session, the longest of " + seconds.length,
                        sample.percentile(100),
                        "s",
                        MOST_SECONDS_REVOKING));
    }

    private static double revoke(CentralServer centre, Identity identity) throws Exception {
        try (SerialScheduler scheduler = new SerialScheduler("bench")) {
            Line line = new Line();
            Transport.Connection connection = MqttTransport.secured(
                            identity.brokers(),
                            identity.terminal(),
                            () -> identity.tls(InstantSource.system()),
                            scheduler)
                    .open(new TerminalState(identity.terminal(), false, 1, 0), Duration.ZERO, line);
            line.up.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            long begun = System.nanoTime();
            centre.context().getBean(Terminals.class).revoke(identity.terminal(), "bench");
            long ended = line.down.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            connection.close(false);
            return (ended - begun) / NANOS;
        }
    }

    /// When a connection came and went.
    private static final class Line implements Transport.Listener {
        private final CompletableFuture<Long> up = new CompletableFuture<>();
        private final CompletableFuture<Long> down = new CompletableFuture<>();

        @Override
        public void up(int inFlight) {
            up.complete(System.nanoTime());
        }

        @Override
        public void message(Topic topic, byte[] payload) {}

        @Override
        public void down(Transport.Down why) {
            down.complete(System.nanoTime());
            up.completeExceptionally(new IOException("no connection: " + why.detail()));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
