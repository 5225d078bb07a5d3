package org.hongting.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hongting.device.Indicator.Signal;
import org.hongting.device.sim.RecordingIndicator;
import org.junit.jupiter.api.Test;

class IndicatorsTest {
    @Test
    void anIndicatorThatThrowsDoesNotKeepTheOthersFromAnswering() {
        RecordingIndicator first = new RecordingIndicator();
        RecordingIndicator last = new RecordingIndicator();
        Indicator broken = new Indicator() {
            @Override
            public void signal(Signal signal) {
                throw new IllegalStateException("broken, as asked");
            }

            @Override
            public void close() {
                throw new IllegalStateException("broken, as asked");
            }
        };
        try (Indicators all = new Indicators(List.of(first, broken, last))) {
            all.signal(Signal.ADMITTED);
            all.signal(Signal.LATE);
        }
        assertThat(first.signals()).containsExactly(Signal.ADMITTED, Signal.LATE);
        assertThat(last.signals()).containsExactly(Signal.ADMITTED, Signal.LATE);
    }
}
