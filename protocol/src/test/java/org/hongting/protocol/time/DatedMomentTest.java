package org.hongting.protocol.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.hongting.protocol.Samples;
import org.hongting.protocol.identity.BootId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatedMomentTest {
    private static final Instant SERVER = Instant.parse("2026-11-22T01:10:00Z");

    @ParameterizedTest
    @CsvSource({"SYNCED,SYNCED,PT2S", "RTC,RTC,PT2M", "GUESSED,UNPROVEN,PT12H"})
    void withoutAnAnchorTheWallClockCountsAsFarAsItCanBeTrusted(
            ClockQuality quality, DatedMoment.Provenance provenance, java.time.Duration uncertainty) {
        ClockReading reading = new ClockReading(Samples.NINE, quality, Samples.BOOT, 5);
        assertThat(DatedMoment.of(reading, null))
                .isEqualTo(new DatedMoment(Samples.NINE.toInstant(), uncertainty, provenance));
        ClockAnchor ofOtherBoot = new ClockAnchor(new BootId("other"), 0, SERVER);
        assertThat(DatedMoment.of(reading, ofOtherBoot)).isEqualTo(DatedMoment.of(reading, null));
    }

    @ParameterizedTest
    @CsvSource({"0,-60", "60,0", "90,30"})
    void anAnchorOfTheSameBootWinsOverEveryWallClock(long monotonicSeconds, long offsetSeconds) {
        ClockReading reading = new ClockReading(
                OffsetDateTime.of(2020, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC),
                ClockQuality.SYNCED,
                Samples.BOOT,
                monotonicSeconds * 1_000_000_000L);
        ClockAnchor anchor = new ClockAnchor(Samples.BOOT, 60_000_000_000L, SERVER);
        DatedMoment dated = DatedMoment.of(reading, anchor);
        assertThat(dated.at()).isEqualTo(SERVER.plusSeconds(offsetSeconds));
        assertThat(dated.provenance()).isEqualTo(DatedMoment.Provenance.ANCHORED);
    }

    @Test
    void extremesOfTheMonotonicClockAreDatedSomehowAndNeverThrow() {
        for (long mono : new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}) {
            for (long anchored : new long[] {Long.MIN_VALUE, 0, Long.MAX_VALUE}) {
                ClockReading reading = new ClockReading(Samples.NINE, ClockQuality.SYNCED, Samples.BOOT, mono);
                DatedMoment dated = DatedMoment.of(reading, new ClockAnchor(Samples.BOOT, anchored, SERVER));
                assertThat(dated.at().toEpochMilli()).isNotZero();
            }
        }
    }

    @Test
    void aReadingIsInMillisecondsAndInAYearOfFourDigits() {
        ClockReading reading = new ClockReading(Samples.NINE.plusNanos(999_999), ClockQuality.RTC, Samples.BOOT, 0);
        assertThat(reading.wall()).isEqualTo(Samples.NINE);
        for (OffsetDateTime wall : new OffsetDateTime[] {OffsetDateTime.MAX, OffsetDateTime.MIN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ClockReading(wall, ClockQuality.RTC, Samples.BOOT, 0));
        }
    }
}
