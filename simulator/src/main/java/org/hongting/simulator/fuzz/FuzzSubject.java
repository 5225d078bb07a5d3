package org.hongting.simulator.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.hongting.simulator.fuzz.reader.Attempt;
import org.hongting.simulator.fuzz.reader.FuzzTarget;
import org.hongting.simulator.fuzz.reader.FuzzTargets;

/// What Jazzer calls with every input, in a process of its own for each target.
public final class FuzzSubject {
    /// The system property that says which target is meant.
    static final String CHOICE = "hongting.fuzz.target";

    /// The system property that says where its kept inputs lie.
    static final String SEEDS = "hongting.fuzz.seeds";

    private static final FuzzTarget CHOSEN =
            FuzzTargets.named(System.getProperty(CHOICE, "")).orElseThrow();

    private FuzzSubject() {}

    /// Jazzer's own name for what comes before the first input: classes are loaded, and changed, while no clock runs.
    public static void fuzzerInitialize() throws Exception {
        Path seeds = Path.of(System.getProperty(SEEDS, ""));
        if (Files.isDirectory(seeds)) {
            try (Stream<Path> files = Files.list(seeds)) {
                for (Path seed : files.toList()) {
                    CHOSEN.subject().takes(Files.readAllBytes(seed));
                }
            }
        }
    }

    /// Jazzer's own name for reading one input.
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Attempt.read(CHOSEN, bytes);
    }
}
