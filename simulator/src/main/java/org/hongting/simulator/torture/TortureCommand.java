package org.hongting.simulator.torture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.hongting.protocol.json.Json;
import org.hongting.simulator.cluster.BrokerProcess;
import org.hongting.simulator.demo.DemoFailure;
import org.hongting.simulator.demo.DemoFolder;
import org.hongting.simulator.process.PostgresqlProcess;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `torture`: real processes under real faults, and a judge. What is done goes to standard error.
@Command(
        name = "torture",
        mixinStandardHelpOptions = true,
        description = "Real terminals and a real server while they are killed, cut off and lied to, and a judge.",
        footer = {"", "A seed chooses the faults; what real processes make of them is never twice the same."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every invariant held",
            "1:one did not, or the run could not be finished",
            "2:wrong usage",
            "3:this machine lacks what was asked for, or under CI=true what a fault needs"
        })
public final class TortureCommand implements Callable<Integer> {
    private static final int LACKING = 3;
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double MOST_MINUTES = 24 * 60;
    private static final int MOST_TERMINALS = 8;
    private static final int MOST_SERVERS = 4;
    private static final int MOST_SEED = 1_000_000;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "How long faults are done, 0.05 to 1440 (default: ${DEFAULT-VALUE}).",
            defaultValue = "2")
    private double minutes;

    @Option(names = "--seed", paramLabel = "S", description = "Chooses the faults (default: a new one each time).")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--terminals",
            paramLabel = "N",
            description = "How many terminals, 1 to 8 (default: ${DEFAULT-VALUE}).",
            defaultValue = "2")
    private int terminals;

    @Option(
            names = "--database",
            paramLabel = "STORE",
            description = "What the centre keeps its tables in, ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}):"
                    + " PostgreSQL is a process of its own, which is killed as well.",
            defaultValue = "sqlite")
    private Torture.Store database = Torture.Store.SQLITE;

    @Option(
            names = "--broker",
            paramLabel = "KIND",
            description = "What stands between terminals and centre, ${COMPLETION-CANDIDATES} (default:"
                    + " ${DEFAULT-VALUE}): Mosquitto is a process of its own, which is killed as well.",
            defaultValue = "embedded")
    private Torture.Broker broker = Torture.Broker.EMBEDDED;

    @Option(
            names = "--servers",
            paramLabel = "N",
            description = "How many servers the centre is, 1 to 4 (default: ${DEFAULT-VALUE}); several want --database"
                    + " postgresql --broker mosquitto.",
            defaultValue = "1")
    private int servers;

    @Option(
            names = "--only",
            paramLabel = "FAULT",
            split = ",",
            description =
                    "Do these faults only: kill-terminal, kill-centre, kill-servers, delay, half-open, truncate, reset,"
                            + " pull, kill-database, kill-broker, full-disk, fail-sync, fail-write, fail-read,"
                            + " jump-clock, cut-power-terminal, cut-power-centre.")
    private List<String> only = List.of();

    @Option(names = "--keep", paramLabel = "FOLDER", description = "Keep everything of this run in that new folder.")
    private Optional<Path> keep = Optional.empty();

    @Option(names = "--json", description = "Print one JSON object on the last line.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final PrintStream people = new PrintStream(System.err, true, UTF_8);

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new TortureCommand()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireSense();
        Optional<String> absent = absent();
        if (absent.isPresent()) {
            people.println("hongting torture: " + absent.get());
            return LACKING;
        }
        Faults.lacking().forEach(sentence -> people.println("not done: " + sentence));
        if (!Faults.lacking().isEmpty() && "true".equals(System.getenv("CI"))) {
            people.println("hongting torture: under CI=true everything must be done");
            return LACKING;
        }
        Torture.Plan plan = new Torture.Plan(
                seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(MOST_SEED)),
                Duration.ofMillis(Math.round(minutes * SECONDS_PER_MINUTE * 1_000)),
                terminals,
                new Torture.Surroundings(database, broker, servers),
                Set.copyOf(only),
                keep.isPresent() ? Files.createDirectories(keep.get().toAbsolutePath()) : newFolder());
        try {
            return run(plan);
        } catch (DemoFailure | IOException e) {
            people.println("hongting torture: seed " + plan.seed() + ": " + e.getMessage());
            people.println("everything of this run is in " + plan.folder());
            return 1;
        }
    }

    private int run(Torture.Plan plan) throws IOException, InterruptedException {
        people.println("seed " + plan.seed());
        long began = System.nanoTime();
        TortureReport report = new Torture(
                        plan, sentence -> people.printf("[%6.1f s] %s%n", (System.nanoTime() - began) / 1e9, sentence))
                .run();
        if (report.held() && keep.isEmpty()) {
            new DemoFolder(plan.folder()).delete();
        } else {
            report = report.in(plan.folder().toString());
        }
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        out.println(json ? Json.writeText(report) : report.inWords());
        return report.held() ? 0 : 1;
    }

    /// Why what was asked to stand beside the centre cannot.
    private Optional<String> absent() {
        Optional<String> store = database == Torture.Store.POSTGRESQL ? PostgresqlProcess.lacking() : Optional.empty();
        return store.isPresent() || broker == Torture.Broker.EMBEDDED ? store : BrokerProcess.lackingMosquitto();
    }

    private void requireSense() {
        if (!(minutes >= 0.05 && minutes <= MOST_MINUTES)) {
            throw wrong("--minutes is 0.05 to 1440");
        }
        if (terminals < 1 || terminals > MOST_TERMINALS) {
            throw wrong("--terminals is 1 to " + MOST_TERMINALS);
        }
        if (servers < 1 || servers > MOST_SERVERS) {
            throw wrong("--servers is 1 to " + MOST_SERVERS);
        }
        if (servers > 1 && (database == Torture.Store.SQLITE || broker == Torture.Broker.EMBEDDED)) {
            throw wrong("several servers want --database postgresql --broker mosquitto: a file of SQLite and the broker"
                    + " inside are one server's own");
        }
        for (String word : only) {
            if (!Faults.NAMES.contains(word)) {
                throw wrong("there is no fault '" + word + "'; there are " + String.join(", ", Faults.NAMES));
            }
        }
        if (only.contains("kill-database") && database == Torture.Store.SQLITE) {
            throw wrong("kill-database wants --database postgresql: SQLite lives and dies with the centre");
        }
        if (only.contains("kill-broker") && broker == Torture.Broker.EMBEDDED) {
            throw wrong("kill-broker wants --broker mosquitto: the broker inside lives and dies with the centre");
        }
        if (only.contains("kill-servers") && servers == 1) {
            throw wrong("kill-servers wants --servers 2 or more: kill-centre kills the one there is");
        }
        if (keep.isPresent() && Files.exists(keep.get())) {
            throw wrong("--keep wants a new folder, and " + keep.get() + " is there");
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private static Path newFolder() throws IOException {
        return Files.createTempDirectory("hongting-torture-");
    }
}
