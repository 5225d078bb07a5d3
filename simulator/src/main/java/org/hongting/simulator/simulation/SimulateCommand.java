package org.hongting.simulator.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import org.hongting.protocol.json.Json;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `simulate`: plays seeds and says which invariants held. What is done goes to standard error.
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Terminals and a centre under one seeded clock, network, disk and process, with faults.",
        footer = {"", "A seed is a story: the same one, event by event, whenever it is played."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every invariant held", "1:one did not, or the seeds could not be played", "2:wrong usage"})
public final class SimulateCommand implements Callable<Integer> {
    private static final int PROGRESS = 100;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "The first seed (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private long seed;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "How many seeds, one after the other (default: ${DEFAULT-VALUE}).",
            defaultValue = "100")
    private int runs;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "How many seeds at a time (default: one for each processor).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--trace", description = "Print the last events of every seed, and not only of one that failed.")
    private boolean trace;

    @Option(names = "--json", description = "Print one JSON object on the last line.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final PrintStream people = new PrintStream(System.err, true, UTF_8);
    private int played;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SimulateCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (runs < 1 || threads < 1 || seed > Long.MAX_VALUE - runs) {
            throw new ParameterException(
                    spec.commandLine(), "--runs and --threads are at least 1, and there must be that many seeds");
        }
        people.println("· making the tables of both sides");
        try (Simulation simulation = Simulation.prepare()) {
            // Files in memory must not outlive somebody's Ctrl-C.
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> discard(simulation)));
            SimulationReport report = new SeedRunner(simulation, threads, this::tell).run(seed, runs);
            PrintStream out = new PrintStream(System.out, true, UTF_8);
            out.println(json ? Json.writeText(report) : report.inWords());
            return report.held() == runs ? 0 : 1;
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            people.println("hongting simulate: " + e + (e.getCause() == null ? "" : ": " + e.getCause()));
            return 1;
        }
    }

    private static void discard(Simulation simulation) {
        try {
            simulation.close();
        } catch (IOException | UncheckedIOException e) {
            // A seed that was being played has made another file meanwhile; there is nobody left to tell.
        }
    }

    private void tell(SeedReport report) {
        played++;
        if (trace || report.broken().isPresent()) {
            report.trace().forEach(people::println);
            people.println("· seed " + report.seed() + ", trace " + report.hash());
        }
        if (played % PROGRESS == 0) {
            people.println("· " + played + " of " + runs);
        }
    }
}
