package org.hongting.simulator.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hongting.simulator.simulation.scenario.Defect;
import org.hongting.simulator.simulation.scenario.Ground;
import org.hongting.simulator.simulation.scenario.Play;

/// Plays seeds. Safe for use by many threads, each with seeds of its own.
public final class Simulation implements AutoCloseable {
    private final Path folder;
    private final Ground ground;
    private final Optional<Defect> defect;

    private Simulation(Path folder, Ground ground, Optional<Defect> defect) {
        this.folder = folder;
        this.ground = ground;
        this.defect = defect;
    }

    /// Makes what all seeds begin with, which takes about as long as some hundred seeds.
    public static Simulation prepare() throws IOException {
        Path folder = Ground.quickFolder();
        return new Simulation(folder, Ground.prepare(folder), Optional.empty());
    }

    /// The same with a bug put in. It shares the ground, and is closed with the one it was made of.
    Simulation with(Defect bug) {
        return new Simulation(folder, ground, Optional.of(bug));
    }

    public SeedReport run(long seed) {
        Path own = folder.resolve(defect.map(Defect::name).orElse("seed") + "-" + seed);
        try {
            Files.createDirectory(own);
            try (Play play = new Play(seed, ground, own, defect)) {
                play.run();
                return new SeedReport(
                        seed,
                        play.books().broken(),
                        play.books().confirmed(),
                        play.carried(),
                        play.trace().events(),
                        play.trace().hash(),
                        play.trace().last());
            } finally {
                Ground.discard(own);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes every file away. May be called again, and while a seed is being played that nobody waits for any more.
    @Override
    public void close() throws IOException {
        Ground.discard(folder);
    }
}
