package org.hongting.central.meeting;

import java.time.Duration;
import java.time.Instant;

/// What a form or file leaves open: check-in opens half an hour before the start, whoever comes after the start is
/// late, and it closes with the meeting.
///
/// @param opensBefore minutes before the start
/// @param lateAfter minutes after the start
/// @param closesAfter minutes after the end
public record MeetingDefaults(int opensBefore, int lateAfter, int closesAfter) {
    public static final MeetingDefaults USUAL = new MeetingDefaults(30, 0, 0);

    /// Minutes a form may ask for.
    public static final int LONGEST = 24 * 60;

    public MeetingDefaults {
        if (!isMinutes(opensBefore) || !isMinutes(lateAfter) || !isMinutes(closesAfter)) {
            throw new IllegalArgumentException("minutes between 0 and a day");
        }
    }

    private static boolean isMinutes(int minutes) {
        return minutes >= 0 && minutes <= LONGEST;
    }

    /// @throws IllegalArgumentException if it does not start before it ends
    public Meeting.Times times(Instant starts, Instant ends) {
        return new Meeting.Times(
                starts,
                ends,
                starts.minus(Duration.ofMinutes(opensBefore)),
                starts.plus(Duration.ofMinutes(lateAfter)),
                ends.plus(Duration.ofMinutes(closesAfter)));
    }

    /// What was chosen for the meeting at hand.
    public static MeetingDefaults of(Meeting.Times times) {
        return new MeetingDefaults(
                (int) Duration.between(times.opens(), times.starts()).toMinutes(),
                (int) Duration.between(times.starts(), times.lateFrom()).toMinutes(),
                (int) Duration.between(times.ends(), times.closes()).toMinutes());
    }
}
