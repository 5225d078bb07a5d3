package org.hongting.kiosk.screen.part;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import org.hongting.protocol.configuration.ValueForm;

/// The hours of a week in which the screen is lit by itself.
///
/// @param stretches none where it always is
public record ScreenHours(List<Stretch> stretches) {
    /// The same hours on some days. They may go over midnight, and then belong to the day on which they begin.
    ///
    /// @param first day
    /// @param last day, the same or a later one
    record Stretch(DayOfWeek first, DayOfWeek last, LocalTime from, LocalTime until) {
        boolean includes(LocalDateTime now) {
            LocalTime time = now.toLocalTime();
            if (from.isBefore(until)) {
                return isOn(now.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(until);
            }
            return (isOn(now.getDayOfWeek()) && !time.isBefore(from))
                    || (isOn(now.getDayOfWeek().minus(1)) && time.isBefore(until));
        }

        private boolean isOn(DayOfWeek day) {
            return first.compareTo(day) <= 0 && day.compareTo(last) <= 0;
        }

        static Stretch parse(String text) {
            String[] both = text.split(" ", -1);
            String[] days = both[0].split("-", -1);
            String[] times = both[1].split("-", -1);
            DayOfWeek first = DayOfWeek.of(Integer.parseInt(days[0]));
            return new Stretch(
                    first,
                    days.length > 1 ? DayOfWeek.of(Integer.parseInt(days[1])) : first,
                    LocalTime.parse(times[0]),
                    LocalTime.parse(times[1]));
        }
    }

    public ScreenHours {
        stretches = List.copyOf(stretches);
    }

    /// @param value of the form [ValueForm.Week]
    public static ScreenHours parse(String value) {
        return new ScreenHours(
                value.equals(ValueForm.Week.ALWAYS)
                        ? List.of()
                        : Arrays.stream(value.split(", ", -1))
                                .map(Stretch::parse)
                                .toList());
    }

    public boolean include(LocalDateTime now) {
        return stretches.isEmpty() || stretches.stream().anyMatch(stretch -> stretch.includes(now));
    }
}
