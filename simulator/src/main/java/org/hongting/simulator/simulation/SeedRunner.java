package org.hongting.simulator.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.management.ManagementFactory;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.hongting.protocol.record.Digest;
import org.hongting.simulator.simulation.SimulationReport.Failure;

/// Plays many seeds, several at a time, each on one thread from its beginning to its end, and puts together what they
/// came to in the order of the seeds.
public final class SeedRunner {
    private final Simulation simulation;
    private final int threads;
    private final Consumer<SeedReport> each;

    /// @param each is told of every seed in order, on the caller's thread
    public SeedRunner(Simulation simulation, int threads, Consumer<SeedReport> each) {
        this.simulation = simulation;
        this.threads = threads;
        this.each = each;
    }

    /// @throws IllegalStateException if a seed could not be played to its end
    public SimulationReport run(long first, int runs) throws InterruptedException {
        long begun = System.nanoTime();
        long cpu = cpuNanos();
        MessageDigest hash = Digest.sha256();
        List<Failure> broken = new ArrayList<>();
        long[] sums = new long[3];
        int held = 0;
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            Queue<Future<SeedReport>> results = new ArrayDeque<>(runs);
            for (int i = 0; i < runs; i++) {
                long seed = first + i;
                results.add(workers.submit(() -> simulation.run(seed)));
            }
            try {
                while (!results.isEmpty()) {
                    SeedReport report = results.remove().get();
                    hash.update(report.hash().getBytes(UTF_8));
                    sums[0] += report.confirmed();
                    sums[1] += report.messages();
                    sums[2] += report.events();
                    held += report.broken().isEmpty() ? 1 : 0;
                    if (broken.size() < SimulationReport.NAMED) {
                        report.broken()
                                .ifPresent(what -> broken.add(
                                        new Failure(report.seed(), what.invariant(), what.detail(), report.replay())));
                    }
                    each.accept(report);
                }
            } catch (ExecutionException e) {
                workers.shutdownNow();
                throw new IllegalStateException("a seed could not be played to its end", e.getCause());
            }
        }
        return new SimulationReport(
                first,
                runs,
                held,
                sums[0],
                sums[1],
                sums[2],
                rounded(System.nanoTime() - begun),
                rounded(cpuNanos() - cpu),
                HexFormat.of().formatHex(hash.digest()).substring(0, 16),
                broken);
    }

    private static double rounded(long nanos) {
        return Math.rint(nanos / 1e7) / 100;
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
