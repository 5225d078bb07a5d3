package org.hongting.kiosk.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.junit.jupiter.api.Test;

class SystemTerminalClockTest {
    private static final Instant BUILD = Instant.parse("2026-11-01T00:00:00Z");

    private final AtomicReference<Instant> wall = new AtomicReference<>(Instant.parse("2026-11-22T01:00:00Z"));
    private final AtomicReference<Long> monotonic = new AtomicReference<>(1_000L);
    private boolean disciplined;
    private boolean battery;
    private final SystemTerminalClock clock = new SystemTerminalClock(
            new SystemTerminalClock.Sources(
                    wall::get, monotonic::get, hardware(), new BootId("boot-1"), ZoneId.of("Asia/Shanghai")),
            BUILD);

    @Test
    void aDisciplinedClockIsSynced() {
        disciplined = true;

        ClockReading reading = clock.read();

        assertThat(reading.quality()).isEqualTo(ClockQuality.SYNCED);
        assertThat(reading.wall()).hasToString("2026-11-22T09:00+08:00");
        assertThat(reading.monotonicNanos()).isEqualTo(1_000L);
    }

    @Test
    void theSchoolsZoneTakesThePlaceOfTheMachinesAndGivesItBack() {
        clock.moveTo(Optional.of(ZoneId.of("UTC")));
        assertThat(clock.read().wall()).hasToString("2026-11-22T01:00Z");
        clock.moveTo(Optional.empty());
        assertThat(clock.read().wall()).hasToString("2026-11-22T09:00+08:00");
    }

    @Test
    void aBatteryClockIsBelievedAsOne() {
        battery = true;
        assertThat(clock.read().quality()).isEqualTo(ClockQuality.RTC);
    }

    @Test
    void aClockWithNothingBehindItIsAGuess() {
        assertThat(clock.read().quality()).isEqualTo(ClockQuality.GUESSED);
    }

    @Test
    void aClockThatWokeUpIn1970IsToldAsTheFloorAndAsAGuess() {
        battery = true;
        wall.set(Instant.EPOCH);

        ClockReading reading = clock.read();

        assertThat(reading.wall().toInstant()).isEqualTo(BUILD);
        assertThat(reading.quality()).isEqualTo(ClockQuality.GUESSED);
    }

    @Test
    void whatHappensOneAfterTheOtherDoesNotSeemToHappenAtOnce() {
        wall.set(Instant.EPOCH);
        monotonic.set(1_000L + Duration.ofHours(3).toNanos());

        assertThat(clock.read().wall().toInstant()).isEqualTo(BUILD.plus(Duration.ofHours(3)));
    }

    @Test
    void aClockThatNothingVouchesForDoesNotMakeCertificatesLookOver() {
        battery = true;
        wall.set(Instant.parse("2063-04-05T00:00:00Z"));
        assertThat(clock.certificateTime()).isEqualTo(BUILD);
        wall.set(Instant.EPOCH);
        assertThat(clock.certificateTime()).isEqualTo(BUILD);
        clock.onServerTime(Instant.parse("2026-11-22T02:00:00Z"));
        assertThat(clock.certificateTime()).isEqualTo(Instant.parse("2026-11-22T02:00:00Z"));
    }

    @Test
    void theFloorOnlyRises() {
        clock.raiseFloor(Instant.parse("2026-11-20T00:00:00Z"));
        clock.raiseFloor(Instant.parse("2026-11-10T00:00:00Z"));
        assertThat(clock.floor()).isEqualTo(Instant.parse("2026-11-20T00:00:00Z"));
    }

    @Test
    void signedServerTimeIsCarriedOnByTheMonotonicClockWhateverTheWallClockDoes() {
        clock.onServerTime(Instant.parse("2026-11-22T02:00:00Z"));
        wall.set(Instant.parse("2036-01-01T00:00:00Z"));
        monotonic.set(1_000L + Duration.ofSeconds(90).toNanos());

        ClockReading reading = clock.read();

        assertThat(reading.wall().toInstant()).isEqualTo(Instant.parse("2026-11-22T02:01:30Z"));
        assertThat(reading.quality()).isEqualTo(ClockQuality.SYNCED);
    }

    private ClockHardware hardware() {
        return new ClockHardware() {
            @Override
            public boolean isDisciplined() {
                return disciplined;
            }

            @Override
            public boolean hasBatteryClock() {
                return battery;
            }
        };
    }
}
