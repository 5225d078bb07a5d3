package org.hongting.simulator.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hongting.protocol.json.Json;
import org.hongting.simulator.fuzz.reader.FuzzTarget;
import org.hongting.simulator.fuzz.reader.FuzzTargets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `fuzz`: gives made-up bytes to everything that reads bytes from outside, led by the branches they reach.
@Command(
        name = "fuzz",
        mixinStandardHelpOptions = true,
        description =
                "Gives made-up bytes to everything that reads bytes from outside, led by the branches they reach.",
        footer = {
            "",
            "Begins with the kept inputs below simulator/src/test/resources/fuzz and with what earlier runs left in",
            ".hongting/fuzz. A find is kept by copying its file to the kept inputs, which every test run reads."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing was found", "1:something was found, or it could not be run", "2:wrong usage"})
public final class FuzzCommand implements Callable<Integer> {
    /// An input this long reaches everything, and longer ones cost more than they find.
    private static final int LONGEST_INPUT = 16 * 1024;

    private static final Duration SHORTEST = Duration.ofSeconds(5);

    @Option(names = "--minutes", paramLabel = "M", description = "How long, shared by the targets (default: 5).")
    private double minutes = 5;

    @Option(names = "--target", paramLabel = "NAME", description = "Only this one; --list names them.")
    private @Nullable String name;

    @Option(names = "--list", description = "Print the targets.")
    private boolean list;

    @Option(names = "--json", description = "Print one JSON object on the last line.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// What is printed.
    record Report(double minutes, List<Fuzzing.Outcome> targets) {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FuzzCommand()).execute(arguments));
    }

    @Override
    public Integer call() {
        PrintStream people = new PrintStream(System.err, true, UTF_8);
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        if (list) {
            FuzzTargets.all().forEach(target -> out.println(target.name()));
            return 0;
        }
        if (!(minutes > 0)) {
            throw new ParameterException(spec.commandLine(), "--minutes is more than none");
        }
        List<FuzzTarget> targets = chosen();
        try {
            List<Fuzzing.Outcome> outcomes = new ArrayList<>();
            for (FuzzTarget target : targets) {
                Fuzzing.Outcome outcome = Jazzer.run(fuzzing(target, targets.size()));
                people.println(inWords(outcome));
                outcomes.add(outcome);
            }
            if (json) {
                out.println(Json.writeText(new Report(minutes, outcomes)));
            }
            return outcomes.stream().allMatch(outcome -> outcome.finds().isEmpty()) ? 0 : 1;
        } catch (IOException e) {
            people.println("hongting fuzz: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private List<FuzzTarget> chosen() {
        if (name == null) {
            return FuzzTargets.all();
        }
        return List.of(FuzzTargets.named(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "there is no target '" + name + "'; --list names them")));
    }

    private Fuzzing fuzzing(FuzzTarget target, int targets) {
        Path home = Path.of(System.getProperty("hongting.home", "."));
        Duration share =
                Duration.ofMillis((long) (minutes * Duration.ofMinutes(1).toMillis() / targets));
        return new Fuzzing(
                target.name(),
                FuzzSubject.class,
                Math.min(LONGEST_INPUT, target.cap() + 1),
                home.resolve("simulator/src/test/resources/fuzz").resolve(target.name()),
                home.resolve(".hongting/fuzz").resolve(target.name()),
                share.compareTo(SHORTEST) < 0 ? SHORTEST : share);
    }

    private static String inWords(Fuzzing.Outcome outcome) {
        StringBuilder words = new StringBuilder(String.format(
                Locale.ROOT,
                "%-20s %,12d inputs in %d s, %d branches, %d inputs kept",
                outcome.target(),
                outcome.executions(),
                outcome.seconds(),
                outcome.coverage(),
                outcome.corpus()));
        outcome.finds()
                .forEach(find -> words.append("\n  FOUND ")
                        .append(find.what())
                        .append("\n    by ")
                        .append(find.input()));
        return words.toString();
    }
}
