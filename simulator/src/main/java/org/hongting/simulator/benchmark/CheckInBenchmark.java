package org.hongting.simulator.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.simulator.demo.AnsweredCards;

/// The desk's decisions: what they cost in processor time at schools of several sizes, how long they take beside a
/// bare durable commit of the same bytes, and from a read to its painted answer on a real terminal.
final class CheckInBenchmark implements Benchmark {
    private static final int USUAL_SCHOOL = 5_000;
    private static final int SMALL_SCHOOL = 1_000;
    private static final int FIRST = 500;
    private static final int BADGES_BEFORE = 800;
    private static final int WARM_UP_OF_SIZES = 150;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Override
    public List<Row> run(Effort effort, Consumer<String> progress) throws Exception {
        Path folder = Files.createTempDirectory("hongting-bench-");
        try {
            List<Row> rows = new ArrayList<>(decisions(folder, effort, progress));
            rows.addAll(sizes(folder, effort, progress));
            rows.addAll(new TouchBenchmark(folder).run(effort, progress));
            progress.accept("a real terminal answers and paints");
            rows.addAll(painted(folder.resolve("site"), effort));
            return rows;
        } finally {
            delete(folder);
        }
    }

    private static List<Row> decisions(Path folder, Effort effort, Consumer<String> progress) throws Exception {
        Sample first = warmUp(folder, effort, progress);
        progress.accept("a school of " + USUAL_SCHOOL + ", in turn with bare commits");
        int pairs = effort.of(2_000, 200);
        try (MeasuredDesk desk = MeasuredDesk.open(folder.resolve("usual.db"), USUAL_SCHOOL);
                BareCommits bare = BareCommits.open(folder.resolve("bare.db"))) {
            for (int i = 0; i < BADGES_BEFORE; i++) {
                MeasuredDesk.IssuedBadge badge = desk.nextBadge();
                require(desk.show(badge));
                desk.verify(badge);
                bare.commit(desk.firstArrival());
            }
            double[] wall = new double[pairs];
            double[] cpu = new double[pairs];
            double[] peer = new double[pairs];
            long commitsBefore = desk.commits();
            for (int pair = 0; pair < pairs; pair++) {
                long cpuBefore = THREADS.getCurrentThreadCpuTime();
                long before = System.nanoTime();
                admit(desk);
                wall[pair] = (System.nanoTime() - before) / 1e6;
                cpu[pair] = (THREADS.getCurrentThreadCpuTime() - cpuBefore) / 1e6;
                before = System.nanoTime();
                bare.commit(desk.firstArrival());
                peer[pair] = (System.nanoTime() - before) / 1e6;
            }
            double commits = (double) (desk.commits() - commitsBefore) / pairs;
            double[] codes = new double[effort.of(500, 100)];
            double[] checks = new double[codes.length];
            for (int i = 0; i < codes.length; i++) {
                MeasuredDesk.IssuedBadge badge = desk.nextBadge();
                long cpuBefore = THREADS.getCurrentThreadCpuTime();
                require(desk.show(badge));
                codes[i] = (THREADS.getCurrentThreadCpuTime() - cpuBefore) / 1e6;
                cpuBefore = THREADS.getCurrentThreadCpuTime();
                desk.verify(badge);
                checks[i] = (THREADS.getCurrentThreadCpuTime() - cpuBefore) / 1e6;
            }
            Sample code = Sample.of(codes);
            Sample check = Sample.of(checks);
            return List.of(
                    Row.below("processor time of one decision by card, 5,000 people", Sample.of(cpu), "ms", 0.5),
                    Row.of("processor time of the bare verification of one badge's signature", check.median(), "ms"),
                    Row.below(
                            "processor time of one decision by signed badge, beyond that",
                            code.minus(check),
                            "ms",
                            0.5),
                    Row.below("durable commits of one decision", commits, "commits", 1),
                    Row.against(
                            "one decision by card against a bare durable commit of the same rows",
                            Sample.of(wall),
                            Sample.of(peer),
                            "ms",
                            1.3),
                    Row.of(
                            "one decision by card, of the first " + FIRST + " of a process, median",
                            first.median(),
                            "ms"));
        }
    }

    /// Both run until the compiler has done with them: on a file of their own, where there are people enough.
    ///
    /// @return milliseconds of the first decisions
    private static Sample warmUp(Path folder, Effort effort, Consumer<String> progress) throws Exception {
        int reads = effort.of(20_000, 800);
        progress.accept(reads + " decisions to warm up");
        try (MeasuredDesk desk = MeasuredDesk.open(folder.resolve("warm.db"), reads + 1);
                BareCommits bare = BareCommits.open(folder.resolve("warm-bare.db"))) {
            double[] first = new double[FIRST];
            for (int i = 0; i < reads; i++) {
                long before = System.nanoTime();
                admit(desk);
                if (i < FIRST) {
                    first[i] = (System.nanoTime() - before) / 1e6;
                }
                bare.commit(desk.firstArrival());
            }
            return Sample.of(first);
        }
    }

    /// Blocks of one school and the other take turns.
    private static List<Row> sizes(Path folder, Effort effort, Consumer<String> progress) throws Exception {
        List<Row> rows = new ArrayList<>();
        for (int size : new int[] {10_000, effort.of(100_000, 20_000)}) {
            progress.accept("a school of " + size + " against one of " + SMALL_SCHOOL);
            try (MeasuredDesk small = MeasuredDesk.open(folder.resolve("small-" + size + ".db"), SMALL_SCHOOL);
                    MeasuredDesk large = MeasuredDesk.open(folder.resolve("large-" + size + ".db"), size)) {
                for (int i = 0; i < WARM_UP_OF_SIZES; i++) {
                    admit(small);
                    admit(large);
                }
                int blocks = effort.of(40, 10);
                double[] ofSmall = new double[blocks];
                double[] ofLarge = new double[blocks];
                for (int block = 0; block < blocks; block++) {
                    ofSmall[block] = cpuOfBlock(small);
                    ofLarge[block] = cpuOfBlock(large);
                }
                rows.add(Row.against(
                        String.format("processor time of one decision, %,d people against 1,000", size),
                        Sample.of(ofLarge),
                        Sample.of(ofSmall),
                        "ms",
                        1.2));
            }
        }
        return rows;
    }

    private static List<Row> painted(Path folder, Effort effort) throws IOException, InterruptedException {
        Sample millis = Sample.of(
                AnsweredCards.readToPaintedMillis(folder, Duration.ofSeconds(effort.of(8, 0)), effort.of(200, 20))
                        .stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray());
        return List.of(
                Row.of("from a read to its painted answer, median", millis.median(), "ms"),
                Row.below("from a read to its painted answer, 95th percentile", millis.percentile(95), "ms", 50));
    }

    private static double cpuOfBlock(MeasuredDesk desk) {
        int reads = 20;
        long before = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < reads; i++) {
            admit(desk);
        }
        return (THREADS.getCurrentThreadCpuTime() - before) / 1e6 / reads;
    }

    private static void admit(MeasuredDesk desk) {
        require(desk.showNextCard());
    }

    /// What was refused would be measured for less work.
    private static void require(Decision decision) {
        if (!(decision instanceof Decision.Admitted)) {
            throw new IllegalStateException("not admitted but " + decision);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file :
                    files.sorted((first, second) -> second.compareTo(first)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
