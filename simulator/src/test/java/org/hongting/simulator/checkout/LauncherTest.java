package org.hongting.simulator.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    /// A row of the table of packages that the tests need, and that a command proves.
    private static final Pattern PROVIDED_COMMAND =
            Pattern.compile("(?m)^[^#|\\n]+\\| *command:(\\S+) *\\|(?=.*\\btest\\b)");

    private static final Pattern REQUIRED_TOOLS = Pattern.compile("@RequiresTool\\(([^)]*)\\)");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
    private static final Set<String> ON_EVERY_MACHINE = Set.of("sh");

    @Test
    void helpNamesEveryCommandAndIsTheDefault() throws Exception {
        Checkout.Outcome help = Checkout.launch(Map.of(), "help");
        assertThat(help.status()).isZero();
        assertThat(help.stdout())
                .contains(
                        "demo",
                        "test",
                        "simulate",
                        "torture",
                        "fuzz",
                        "decode",
                        "verify",
                        "copy",
                        "doctor",
                        "course",
                        "questions",
                        "draw",
                        "cards",
                        "central",
                        "kiosk",
                        "package",
                        "check");
        assertThat(Checkout.launch(Map.of()).stdout()).isEqualTo(help.stdout());
    }

    @Test
    void aMistypedCommandIsWrongUsageAndNamesTheNearest() throws Exception {
        Checkout.Outcome outcome = Checkout.launch(Map.of(), "doctr");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.stdout()).isEmpty();
        assertThat(outcome.stderr()).contains("did you mean 'doctor'?");
    }

    @Test
    void withoutAJdkItSaysWhatToDo(@TempDir Path empty) throws Exception {
        // The javac on the search path of a developer would be found as well: only system folders stay.
        Checkout.Outcome outcome = Checkout.launch(
                Map.of(
                        "JAVA_HOME",
                        "",
                        "HONGTING_JDKS",
                        empty.toString(),
                        "HONGTING_INSTALL",
                        "never",
                        "PATH",
                        pathWithoutJava(empty)),
                "build");
        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.stdout()).isEmpty();
        assertThat(outcome.stderr()).contains("no JDK 25", "openjdk-25-jdk", "temurin-25-jdk");
    }

    @Test
    void everyToolThatATestRequiresComesFromAPackageOfTheTestCommand() throws Exception {
        Set<String> provided = PROVIDED_COMMAND
                .matcher(Files.readString(Checkout.root().resolve("launcher/packages.sh")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toSet());
        Set<String> required = new TreeSet<>();
        for (Path source : Checkout.files()) {
            if (source.toString().endsWith(".java")) {
                REQUIRED_TOOLS
                        .matcher(Files.readString(source))
                        .results()
                        .flatMap(annotation ->
                                QUOTED.matcher(annotation.group(1)).results())
                        .forEach(tool -> required.add(tool.group(1)));
            }
        }
        required.removeAll(ON_EVERY_MACHINE);
        assertThat(required).isNotEmpty();
        assertThat(provided).containsAll(required);
    }

    /// A search path that holds only the tools the launcher itself uses.
    private static String pathWithoutJava(Path folder) throws Exception {
        for (String tool : "bash env dirname readlink sed awk cut find sort id".split(" ", -1)) {
            Files.createSymbolicLink(folder.resolve(tool), Path.of("/usr/bin", tool));
        }
        return folder.toString();
    }
}
