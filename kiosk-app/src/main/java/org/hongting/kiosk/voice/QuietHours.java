package org.hongting.kiosk.voice;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;

/// A part of the day in which nothing is said; it may go over midnight. From the first moment to before the last; equal
/// ends mean never.
public record QuietHours(LocalTime from, LocalTime until) {
    /// At night.
    public static final QuietHours USUAL = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0));

    /// @param text like `22:00-07:00`
    /// @throws IllegalArgumentException for anything else
    public static QuietHours parse(String text) {
        int cut = text.indexOf('-');
        try {
            return new QuietHours(
                    LocalTime.parse(text.substring(0, Math.max(0, cut))), LocalTime.parse(text.substring(cut + 1)));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("quiet hours are written like 22:00-07:00", e);
        }
    }

    /// As it is written.
    @Override
    public String toString() {
        return from + "-" + until;
    }

    public boolean include(LocalTime time) {
        boolean afterFrom = !time.isBefore(from);
        boolean beforeUntil = time.isBefore(until);
        return from.isBefore(until) ? afterFrom && beforeUntil : !from.equals(until) && (afterFrom || beforeUntil);
    }
}
