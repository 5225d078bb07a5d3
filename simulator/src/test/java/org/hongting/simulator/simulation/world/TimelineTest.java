package org.hongting.simulator.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hongting.protocol.port.Scheduler;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private final Timeline timeline = new Timeline();
    private final List<String> done = new ArrayList<>();
    private final Timeline.Lane lane = timeline.lane(death -> done.add(death.getMessage()));

    private void pass(int seconds) {
        timeline.pass(Duration.ofSeconds(seconds), () -> true);
    }

    @Test
    void stepsRunInOrderOfTimeAndAtOneMomentInTheOrderInWhichTheyWereAskedFor() {
        lane.after(Duration.ofSeconds(2), () -> done.add("later"));
        lane.after(Duration.ofSeconds(1), () -> done.add("first"));
        lane.after(Duration.ofSeconds(1), () -> done.add("second"));
        pass(1);
        assertThat(done).containsExactly("first", "second");
        assertThat(timeline.now()).isEqualTo(Duration.ofSeconds(1).toNanos());
        pass(1);
        assertThat(done).endsWith("later");
    }

    @Test
    void aStepThatIsCancelledDoesNotHappen() {
        Scheduler.Cancellable step = lane.after(Duration.ofSeconds(1), () -> done.add("cancelled"));
        step.cancel();
        pass(2);
        assertThat(done).isEmpty();
    }

    @Test
    void nothingOfAProcessThatDiedHappensAndTheOthersGoOn() {
        Timeline.Lane other = timeline.lane(death -> {
            throw death;
        });
        lane.execute(() -> {
            throw new ProcessDeath("power");
        });
        lane.after(Duration.ofSeconds(1), () -> done.add("of the dead"));
        other.after(Duration.ofSeconds(1), () -> done.add("of another"));
        pass(2);
        assertThat(done).containsExactly("power", "of another");
    }
}
