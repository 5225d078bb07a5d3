package org.hongting.simulator.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.DatabaseFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `simulate fleet`: plays a scripted day. What is done goes to standard error.
@Command(
        name = "fleet",
        mixinStandardHelpOptions = true,
        description = "Thousands of real terminals in one process, over mutual TLS to a server in another.",
        footer = {
            "",
            "Days:",
            "  lecture-rush  all connect at once, and ten people come to each within 20 s",
            "  outage        the server is killed while people come, and finds them all waiting",
            "  summer-sleep  a term's last day without network is sent in September",
            "",
            "A terminal needs four open files; 5,000 need: ulimit -n 25000"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everybody confirmed is at the centre once, and nobody was suspected",
            "1:not so, or the day could not be played",
            "2:wrong usage"
        })
public final class FleetCommand implements Callable<Integer> {
    private static final int FILES_OF_A_TERMINAL = 4;
    private static final int FILES_OF_THE_PROCESS = 400;
    private static final int MOST = 20_000;

    @Option(
            names = "--terminals",
            paramLabel = "N",
            description = "How many (default: ${DEFAULT-VALUE}).",
            defaultValue = "200")
    private int terminals;

    @Option(
            names = "--day",
            paramLabel = "DAY",
            description = "Which one (default: ${DEFAULT-VALUE}).",
            defaultValue = "lecture-rush")
    private String day = "";

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Of everything that is drawn (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private long seed;

    @Option(names = "--json", description = "Print one JSON object on the last line.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        ScriptedDay scripted = ScriptedDay.find(day)
                .orElseThrow(() -> wrong("there is no day '" + day + "'; there are "
                        + ScriptedDay.ALL.stream().map(ScriptedDay::name).collect(Collectors.joining(", "))));
        int most = (int) Math.min(MOST, (openFiles() - FILES_OF_THE_PROCESS) / FILES_OF_A_TERMINAL);
        if (terminals < 1 || terminals > most) {
            throw wrong("--terminals is 1 to " + most + " here, by the number of files that may be open (ulimit -n)");
        }
        PrintStream people = new PrintStream(System.err, true, UTF_8);
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        try {
            people.println("· " + scripted.words());
            FleetReport report = Fleet.play(
                    new Fleet.Plan(scripted, terminals, seed, Fleet.Manner.LARGE),
                    doing -> people.println("· " + doing));
            out.println(json ? Json.writeText(report) : report.inWords());
            return report.held() ? 0 : 1;
        } catch (IOException | UncheckedIOException | DatabaseFault | IllegalStateException e) {
            people.println("hongting simulate fleet: " + e);
            return 1;
        }
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
