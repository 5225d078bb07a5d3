package org.hongting.kiosk.screen.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hongting.kiosk.checkin.GroupBoard;
import org.hongting.kiosk.checkin.MeetingBoard;
import org.hongting.kiosk.checkin.Station;
import org.hongting.kiosk.screen.part.ScreenLight.Level;
import org.hongting.kiosk.table.Headcount;
import org.hongting.protocol.attendance.CheckInWindow;
import org.hongting.protocol.configuration.Configuration;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.testing.VirtualScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenLightTest {
    /// A Sunday.
    private static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-22T09:00:00+08:00");

    private static final Station NOTHING = station(Optional.empty(), Optional.empty());

    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final ScreenLight light = new ScreenLight(scheduler, new Passing());

    /// A clock that goes with the scheduler.
    private final class Passing extends Clock {
        @Override
        public ZoneId getZone() {
            return NINE.getOffset();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return NINE.toInstant().plusNanos(scheduler.nanoTime());
        }
    }

    private static Station station(Optional<MeetingBoard> current, Optional<MeetingBoard> next) {
        return new Station(current, next, 0, true, true);
    }

    private static Optional<MeetingBoard> meeting(OffsetDateTime opens) {
        OffsetDateTime starts = opens.plusMinutes(30);
        return Optional.of(new MeetingBoard(
                new MeetingEntry(
                        new MeetingId("sample"),
                        "支部党员大会",
                        "branch-assembly",
                        "第一党支部",
                        "301",
                        starts,
                        starts.plusMinutes(90),
                        new CheckInWindow(opens, starts, starts.plusMinutes(90)),
                        List.of(),
                        List.of(),
                        null),
                new Headcount(40, 0, 0)));
    }

    private void configure(String hours, String rest) {
        light.configure(
                ScreenHabits.of(new Configuration(1, new TreeMap<>(Map.of("screen.hours", hours, "screen.rest", rest))))
                        .rest());
    }

    private Level after(Duration pause, Station station) {
        scheduler.pass(pause);
        light.look(Optional.of(station));
        return light.level().get();
    }

    @Test
    void whereNobodyHasSetHoursItIsAlwaysBright() {
        assertThat(after(Duration.ofDays(2), NOTHING)).isEqualTo(Level.BRIGHT);
    }

    @Test
    void outsideItsHoursItRestsAsItWasToldTo() {
        configure("1-5 07:00-22:00", "off");
        assertThat(after(Duration.ZERO, NOTHING)).isEqualTo(Level.DARK);
        configure("1-5 07:00-22:00", "dim");
        assertThat(light.level().get()).isEqualTo(Level.DIM);
        assertThat(after(Duration.ofDays(1), NOTHING)).as("Monday").isEqualTo(Level.BRIGHT);
    }

    @Test
    void aMeetingOfTheRoomComesBeforeTheHours() {
        configure("1-5 07:00-22:00", "off");
        Station soon = station(Optional.empty(), meeting(NINE.plusMinutes(90)));
        assertThat(after(Duration.ZERO, soon)).isEqualTo(Level.DARK);
        assertThat(after(Duration.ofMinutes(59), soon)).isEqualTo(Level.DARK);
        assertThat(after(Duration.ofMinutes(1), soon)).isEqualTo(Level.BRIGHT);
        Station open = station(meeting(NINE.plusMinutes(90)), Optional.empty());
        assertThat(after(Duration.ofHours(2), open)).isEqualTo(Level.BRIGHT);
        assertThat(after(Duration.ofHours(1), NOTHING)).isEqualTo(Level.DARK);
    }

    @Test
    void whoeverUsesItHasItBrightForAWhile() {
        configure("1-5 07:00-22:00", "off");
        assertThat(after(Duration.ZERO, NOTHING)).isEqualTo(Level.DARK);
        light.use();
        assertThat(light.level().get()).isEqualTo(Level.BRIGHT);
        assertThat(after(ScreenLight.AWAKE.minusSeconds(1), NOTHING)).isEqualTo(Level.BRIGHT);
        assertThat(after(Duration.ofSeconds(1), NOTHING)).isEqualTo(Level.DARK);

        light.look(Optional.empty());
        assertThat(light.level().get())
                .as("somebody is answered, or something is wrong")
                .isEqualTo(Level.BRIGHT);
        scheduler.pass(ScreenLight.AWAKE);
        light.configure(ScreenHabits.USUAL.rest());
        configure("1-5 07:00-22:00", "off");
        assertThat(light.level().get()).as("a page that stays").isEqualTo(Level.BRIGHT);
    }

    @Test
    void aGroupThatStudiesIsNotLeftInTheDark() {
        configure("1-5 07:00-22:00", "off");
        Station group = new Station(
                Optional.empty(), Optional.empty(), 0, true, true, false, Optional.of(new GroupBoard(4, false)));
        assertThat(after(Duration.ofHours(1), group)).isEqualTo(Level.BRIGHT);
    }

    @ParameterizedTest
    @CsvSource({
        "always, 2026-11-22T03:00, true",
        "1-5 07:00-22:00, 2026-11-20T07:00, true",
        "1-5 07:00-22:00, 2026-11-20T21:59, true",
        "1-5 07:00-22:00, 2026-11-20T22:00, false",
        "1-5 07:00-22:00, 2026-11-21T12:00, false",
        "'1-5 07:00-22:00, 6 08:00-12:00', 2026-11-21T11:59, true",
        "5 18:00-02:00, 2026-11-20T18:00, true",
        "5 18:00-02:00, 2026-11-21T01:59, true",
        "5 18:00-02:00, 2026-11-21T02:00, false",
        "5 18:00-02:00, 2026-11-20T01:00, false",
        "7 18:00-02:00, 2026-11-23T01:00, true"
    })
    void hoursAreThoseOfTheirDays(String hours, LocalDateTime now, boolean lit) {
        assertThat(ScreenHours.parse(hours).include(now)).isEqualTo(lit);
    }
}
