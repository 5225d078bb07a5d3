package org.hongting.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.hongting.protocol.document.CourseDelivery.DailyWindow;
import org.hongting.protocol.document.ReleaseEntry;
import org.hongting.protocol.record.Digest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalReleasesTest {
    @ParameterizedTest
    @CsvSource({"07:59, false", "08:01, true", "09:30, true", "10:59, true", "11:01, false"})
    void nothingIsInstalledWithinAnHourBeforeDuringOrAfterAMeeting(String clock, boolean isNear) {
        OffsetDateTime starts = OffsetDateTime.parse("2026-11-24T09:00:00+08:00");

        assertThat(TerminalReleases.isNear(
                        starts, starts.plusHours(1), Instant.parse("2026-11-24T" + clock + ":00+08:00")))
                .isEqualTo(isNear);
    }

    @Test
    void nothingIsInstalledOutsideItsHoursOrBeforeItIsToldTo() {
        DailyWindow night = new DailyWindow(LocalTime.of(22, 0), LocalTime.of(6, 0));
        OffsetDateTime told = OffsetDateTime.parse("2026-11-24T23:00:00+08:00");

        assertThat(entry(null, night).mayInstall(told)).isFalse();
        assertThat(entry(told, night).mayInstall(told.minusSeconds(1))).isFalse();
        assertThat(entry(told, night).mayInstall(told)).isTrue();
        assertThat(entry(told, night).mayInstall(told.plusHours(8)))
                .as("in the morning")
                .isFalse();
        assertThat(entry(told, null).mayInstall(told.plusHours(8))).isTrue();
        assertThat(entry(told, night).signatureBytes())
                .as("what cannot be read")
                .isEmpty();
    }

    private static ReleaseEntry entry(@Nullable OffsetDateTime from, @Nullable DailyWindow daily) {
        return new ReleaseEntry(ReleaseEntry.WANTED, "0.2.0", Digest.of(), "not base64", 1, 1, from, daily);
    }
}
