package org.hongting.simulator.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hongting.simulator.process.ChildProcess;
import org.hongting.simulator.process.ChildProcess.Program;

/// Runs Jazzer on one target in a process of its own: its agent changes every class that is loaded, and a find ends
/// the process.
final class Jazzer {
    /// Whose branches lead the way: our code, and those of the readers below it that see single bytes. Every class more
    /// costs tens of milliseconds at the start.
    private static final String LED_BY = "org.hongting.**:tools.jackson.core.json.**:de.siegmar.fastcsv.reader.**"
            + ":org.dhatim.fastexcel.reader.**:com.google.zxing.**:org.commonmark.**:org.bouncycastle.asn1.**";

    /// Seconds of the clock after which an input is given up: a busy machine is slow, and the time of the processor
    /// is looked at besides.
    private static final int GIVEN_UP = 60;

    private static final int MEMORY_MIB = 1024;

    private static final Pattern PROGRESS = Pattern.compile("#(\\d+)\\s+\\w+\\s+cov: (\\d+) ft: \\d+ corp: (\\d+)/.*");
    private static final Pattern EXECUTED = Pattern.compile("stat::number_of_executed_units:\\s*(\\d+)");
    private static final Pattern THROWN = Pattern.compile("== Java Exception: (.*)");
    private static final Pattern KEPT = Pattern.compile(".*Test unit written to (.*)");

    private Jazzer() {}

    /// @throws IOException if it cannot be started
    static Fuzzing.Outcome run(Fuzzing fuzzing) throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(fuzzing.work().resolve("corpus"));
        Path finds = Files.createDirectories(fuzzing.work().resolve("finds"));
        Path log = fuzzing.work().resolve("jazzer.log");
        Files.deleteIfExists(log);
        long began = System.nanoTime();
        List<String> arguments = new ArrayList<>(List.of(
                "--target_class=" + fuzzing.subject().getName(),
                "--instrumentation_includes=" + LED_BY,
                "--custom_hook_includes=" + LED_BY,
                "--reproducer_path=" + finds,
                "-artifact_prefix=" + finds + "/",
                "-max_total_time=" + Math.max(1, fuzzing.time().toSeconds()),
                "-max_len=" + fuzzing.longest(),
                "-timeout=" + GIVEN_UP,
                "-rss_limit_mb=0",
                "-print_final_stats=1",
                corpus.toString()));
        if (Files.isDirectory(fuzzing.seeds())) {
            arguments.add(fuzzing.seeds().toString());
        }
        Program program = new Program(
                "com.code_intelligence.jazzer.Jazzer",
                List.of(
                        "-Xmx" + MEMORY_MIB + "m",
                        "-Xss1m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dfile.encoding=UTF-8",
                        "-D" + FuzzSubject.CHOICE + "=" + fuzzing.name(),
                        "-D" + FuzzSubject.SEEDS + "=" + fuzzing.seeds()),
                arguments,
                Map.of());
        try (ChildProcess child = ChildProcess.start(program, log, _ -> {})) {
            int status = child.await();
            Fuzzing.Outcome outcome = outcome(fuzzing, Duration.ofNanos(System.nanoTime() - began), log);
            if (status != 0 && outcome.finds().isEmpty()) {
                throw new IOException("Jazzer ended with " + status + ", see " + log);
            }
            return outcome;
        }
    }

    private static Fuzzing.Outcome outcome(Fuzzing fuzzing, Duration took, Path log) throws IOException {
        long executions = 0;
        long coverage = 0;
        long corpus = 0;
        String thrown = "gave no answer in time, or ended the process";
        List<Fuzzing.Find> finds = new ArrayList<>();
        try (Stream<String> lines = Files.lines(log, UTF_8)) {
            for (String line : (Iterable<String>) lines::iterator) {
                Matcher progress = PROGRESS.matcher(line);
                Matcher executed = EXECUTED.matcher(line);
                Matcher exception = THROWN.matcher(line);
                Matcher kept = KEPT.matcher(line);
                if (progress.matches()) {
                    executions = Math.max(executions, Long.parseLong(progress.group(1)));
                    coverage = Long.parseLong(progress.group(2));
                    corpus = Long.parseLong(progress.group(3));
                } else if (executed.matches()) {
                    executions = Long.parseLong(executed.group(1));
                } else if (exception.matches()) {
                    thrown = exception.group(1);
                } else if (kept.matches()) {
                    finds.add(new Fuzzing.Find(thrown, Path.of(kept.group(1))));
                }
            }
        }
        return new Fuzzing.Outcome(fuzzing.name(), took.toSeconds(), executions, coverage, corpus, finds);
    }
}
