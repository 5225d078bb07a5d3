package org.hongting.provisioning.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.hongting.provisioning.BuildTime;
import org.junit.jupiter.api.Test;

class TimeFloorTest {
    private static final Instant BUILD = BuildTime.instant();

    @Test
    void theFloorIsTheLatestOfWhatLiesInThePast() {
        TimeFloor floor = TimeFloor.ofBuild()
                .raisedTo(BUILD.minusSeconds(5))
                .raisedTo(BUILD.plusSeconds(9))
                .raisedTo(BUILD.plusSeconds(7));

        assertThat(floor.instant()).isEqualTo(BUILD.plusSeconds(9));
    }

    @Test
    void aClockBehindTheFloorShowsTheFloorAndAnyOtherItself() {
        TimeFloor floor = TimeFloor.ofBuild();

        assertThat(floor.over(InstantSource.fixed(Instant.EPOCH)).instant()).isEqualTo(BUILD);
        assertThat(floor.over(InstantSource.fixed(BUILD.plusSeconds(1))).instant())
                .isEqualTo(BUILD.plusSeconds(1));
    }

    @Test
    void theBuildIsNotBeforeTheSoftwareExisted() {
        assertThat(BUILD).isAfter(Instant.parse("2026-11-01T00:00:00Z"));
    }
}
