package org.hongting.protocol.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.hongting.protocol.Samples;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassWindowTest {
    @ParameterizedTest
    @CsvSource({"SYNCED, 1", "RTC, 5", "GUESSED, 1441"})
    void theWindowIsAStepAndWhatTheClockMayBeOff(ClockQuality quality, long either) {
        long own = PassWindow.stepAt(Samples.NINE.toInstant());
        PassWindow window = PassWindow.at(new ClockReading(Samples.NINE, quality, Samples.BOOT, 0));

        assertThat(window).isEqualTo(new PassWindow(own - either, own + either));
        assertThat(window.of(own - either - 1)).isEqualTo(PassWindow.Fit.OUTDATED);
        assertThat(window.of(own - either)).isEqualTo(PassWindow.Fit.FITS);
        assertThat(window.of(own + either)).isEqualTo(PassWindow.Fit.FITS);
        assertThat(window.of(own + either + 1)).isEqualTo(PassWindow.Fit.EARLY);
    }

    @Test
    void aStepIsThirtySecondsFromItsStart() {
        Instant start = PassWindow.startOf(59_835_842L);
        assertThat(PassWindow.stepAt(start)).isEqualTo(59_835_842L);
        assertThat(PassWindow.stepAt(start.plusMillis(29_999))).isEqualTo(59_835_842L);
        assertThat(PassWindow.stepAt(start.minusMillis(1))).isEqualTo(59_835_841L);
    }

    @Test
    void aClockOf1970AndOneOfTheYear9999HaveAWindowToo() {
        for (String moment : new String[] {"1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z"}) {
            PassWindow window = PassWindow.at(
                    new ClockReading(OffsetDateTime.parse(moment), ClockQuality.GUESSED, Samples.BOOT, 0));
            assertThat(window.last()).isGreaterThan(window.first());
        }
    }
}
