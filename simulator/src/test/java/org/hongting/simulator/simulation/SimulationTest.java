package org.hongting.simulator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.LongStream;
import org.hongting.simulator.simulation.judge.Broken;
import org.hongting.simulator.simulation.judge.Invariant;
import org.hongting.simulator.simulation.scenario.Defect;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulationTest {
    private static final int SEEDS = 2_000;
    private static final int SEEDS_FOR_A_DEFECT = 300;

    private static Simulation simulation;

    @BeforeAll
    static void prepare() throws IOException {
        simulation = Simulation.prepare();
    }

    @AfterAll
    static void discard() throws IOException {
        simulation.close();
    }

    @Test
    void whateverTwoThousandSeedsDoEveryInvariantHolds() throws InterruptedException {
        SimulationReport report = new SeedRunner(simulation, 1, _ -> {}).run(1, SEEDS);
        assertThat(report.broken()).as("%s", report.inWords()).isEmpty();
        assertThat(report.held()).isEqualTo(SEEDS);
        // Stories in which nothing happens would prove nothing.
        assertThat(report.confirmed()).isGreaterThan(9L * SEEDS);
    }

    @Test
    void theSameSeedIsTheSameStoryEventByEvent() {
        SeedReport once = simulation.run(5);
        SeedReport again = simulation.run(5);
        assertThat(again).isEqualTo(once);
        assertThat(simulation.run(6).hash()).isNotEqualTo(once.hash());
    }

    /// The bugs of others, put in one by one: a simulation that finds none of them proves nothing.
    @ParameterizedTest
    @CsvSource({
        "DELETE_BEFORE_SEND,          CONFIRMED_ARRIVES",
        "ACKNOWLEDGE_BEFORE_COMMIT,   NOTHING_ACKNOWLEDGED_ABOVE_A_COMMIT",
        "LOST_SYNC,                   NOTHING_ACKNOWLEDGED_ABOVE_A_COMMIT",
        "ORDER_BY_WALL_CLOCK,         CONFIRMED_ARRIVES",
        "MARK_IN_ANOTHER_TRANSACTION, RECORD_AND_MARK_TOGETHER",
        "DROP_ON_REJECTION,           NOTHING_ACKNOWLEDGED_ABOVE_A_COMMIT",
        "SHARED_SUBSCRIPTION,         SENT_ONCE_IN_CALM",
        "TAKES_ERASED_IN_AGAIN,       ERASED_STAYS_ERASED"
    })
    void aKnownBugThatIsPutInIsFound(Defect defect, Invariant broken) {
        Simulation with = simulation.with(defect);
        Optional<Broken> found = LongStream.rangeClosed(1, SEEDS_FOR_A_DEFECT)
                .mapToObj(with::run)
                .flatMap(report -> report.broken().stream())
                .filter(what -> what.invariant() == broken)
                .findFirst();
        assertThat(found).as("%s in %d seeds", defect, SEEDS_FOR_A_DEFECT).isPresent();
    }
}
