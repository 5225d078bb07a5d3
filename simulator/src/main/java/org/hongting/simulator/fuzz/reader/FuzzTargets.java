package org.hongting.simulator.fuzz.reader;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All targets there are.
public final class FuzzTargets {
    private static final List<FuzzTarget> ALL = Stream.of(
                    WireTargets.all(),
                    RecordTargets.all(),
                    CodeTargets.all(),
                    ClaimTargets.all(),
                    FileTargets.all(),
                    ReleaseTargets.all())
            .flatMap(List::stream)
            .toList();

    private FuzzTargets() {}

    public static List<FuzzTarget> all() {
        return ALL;
    }

    public static Optional<FuzzTarget> named(String name) {
        return ALL.stream().filter(target -> target.name().equals(name)).findFirst();
    }
}
