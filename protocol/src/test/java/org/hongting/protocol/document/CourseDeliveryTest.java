package org.hongting.protocol.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

class CourseDeliveryTest {
    private static final OffsetDateTime TEN = OffsetDateTime.parse("2026-11-22T22:00:00+08:00");

    private static Duration wait(String from, String until, OffsetDateTime now) {
        return new CourseDelivery(
                        null, new CourseDelivery.DailyWindow(LocalTime.parse(from), LocalTime.parse(until)), null)
                .untilAllowed(now);
    }

    @Test
    void aWindowOverMidnightIsOpenOnBothSidesOfIt() {
        assertThat(wait("22:00", "06:00", TEN)).isZero();
        assertThat(wait("22:00", "06:00", TEN.plusHours(7))).isZero();
        assertThat(wait("22:00", "06:00", TEN.plusHours(8))).isEqualTo(Duration.ofHours(16));
        assertThat(wait("01:00", "05:00", TEN)).isEqualTo(Duration.ofHours(3));
        assertThat(wait("12:00", "13:00", TEN)).isEqualTo(Duration.ofHours(14));
    }

    @Test
    void nothingIsFetchedBeforeItsDay() {
        CourseDelivery delivery = new CourseDelivery(TEN.plusHours(1), null, null);

        assertThat(delivery.untilAllowed(TEN)).isEqualTo(Duration.ofHours(1));
        assertThat(delivery.untilAllowed(TEN.plusHours(1))).isZero();
    }

    @Test
    void aCapSaysHowLongAChunkTakesAtLeast() {
        assertThat(new CourseDelivery(null, null, 524_288).least(1024 * 1024)).isEqualTo(Duration.ofSeconds(2));
        assertThat(CourseDelivery.AT_ONCE.least(1024 * 1024)).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> new CourseDelivery(null, null, 10));
    }
}
