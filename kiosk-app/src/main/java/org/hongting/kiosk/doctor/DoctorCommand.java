package org.hongting.kiosk.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.hongting.kiosk.doctor.Finding.Verdict;
import org.hongting.protocol.json.Json;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `doctor`: looks at Java, display, fonts, card readers, camera, sound, disk and clock, and says what is fine and
/// what to do. Ends with 0 where a kiosk can work, 1 where it cannot, 2 for wrong usage.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Tells what this machine lacks for a kiosk, and what to do.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:a kiosk can work here", "1:something is wrong", "2:wrong usage"})
public final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print one JSON object on one line.")
    private boolean json;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "The terminal's data folder (default: ${DEFAULT-VALUE}).",
            defaultValue = "/var/lib/hongting")
    private Path data = Path.of("/var/lib/hongting");

    /// What `--json` prints.
    public record Report(boolean fit, List<Finding> findings) {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new DoctorCommand()).execute(arguments));
    }

    @Override
    public Integer call() {
        List<Finding> findings = new Checks(Machine.here()).all(data);
        boolean fit = findings.stream().noneMatch(finding -> finding.verdict() == Verdict.WRONG);
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        if (json) {
            out.println(Json.writeText(new Report(fit, findings)));
        } else {
            findings.forEach(finding -> out.println(line(finding)));
            out.println(fit ? "A kiosk can work here." : "A kiosk cannot work here yet.");
        }
        return fit ? 0 : 1;
    }

    private static String line(Finding finding) {
        String mark = switch (finding.verdict()) {
            case FINE -> "✓";
            case ADVICE -> "•";
            case WRONG -> "✗";
        };
        String line = "%s %-13s %s".formatted(mark, finding.subject(), finding.detail());
        return finding.remedy().isEmpty() ? line : line + "%n  %-13s → %s".formatted("", finding.remedy());
    }
}
