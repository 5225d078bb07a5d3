package org.hongting.simulator.simulation.scenario;

import java.nio.file.Path;
import java.util.Optional;
import org.hongting.simulator.simulation.judge.Books;
import org.hongting.simulator.simulation.world.Disk;
import org.hongting.simulator.simulation.world.Image;
import org.hongting.simulator.simulation.world.Network;
import org.hongting.simulator.simulation.world.Timeline;
import org.hongting.simulator.simulation.world.Trace;

/// What all processes of one seed share.
final class Stage {
    private final Ground ground;
    private final Path folder;
    private final Timeline timeline;
    private final Network network;
    private final Trace trace;
    private final Books books;
    private final Optional<Defect> defect;
    private int disks;

    Stage(Ground ground, Path folder, Timeline timeline, Network network, Trace trace, Optional<Defect> defect) {
        this.ground = ground;
        this.folder = folder;
        this.timeline = timeline;
        this.network = network;
        this.trace = trace;
        this.books = new Books();
        this.defect = defect;
    }

    /// A disk for one life of a process.
    Disk disk(Image image) {
        disks++;
        return new Disk(
                folder.resolve(Integer.toString(disks)),
                image,
                defect.map(Defect::forgottenCommits).orElse(0));
    }

    Ground ground() {
        return ground;
    }

    Timeline timeline() {
        return timeline;
    }

    Network network() {
        return network;
    }

    Trace trace() {
        return trace;
    }

    Books books() {
        return books;
    }

    Optional<Defect> defect() {
        return defect;
    }
}
