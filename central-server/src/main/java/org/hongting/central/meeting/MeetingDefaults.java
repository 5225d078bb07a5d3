package org.hongting.central.meeting;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a form or file leaves open: check-in opens half an hour before the start, whoever comes after the start is
/// late, and it closes with the meeting.
///
/// @param opensBefore minutes before the start
/// @param lateAfter minutes after the start
/// @param closesAfter minutes after the end
/// @param leaving absent where nobody is asked to check out
public record MeetingDefaults(int opensBefore, int lateAfter, int closesAfter, Optional<Leaving> leaving) {
    public static final MeetingDefaults USUAL = new MeetingDefaults(30, 0, 0, Optional.empty());

    /// Check-out, in minutes: it opens before the end, whoever leaves more than so much before the end leaves early,
    /// and it closes after the end.
    public record Leaving(int opensBefore, int earlyBefore, int closesAfter) {
        public static final Leaving USUAL = new Leaving(30, 0, 30);

        public Leaving {
            if (!isMinutes(opensBefore) || !isMinutes(earlyBefore) || !isMinutes(closesAfter)) {
                throw new IllegalArgumentException("minutes between 0 and a day");
            }
        }

        /// Never before the start, however long before the end it would open.
        private Meeting.Leaving at(Instant starts, Instant ends) {
            Instant opens = ends.minus(Duration.ofMinutes(opensBefore));
            return new Meeting.Leaving(
                    opens.isBefore(starts) ? starts : opens,
                    ends.minus(Duration.ofMinutes(earlyBefore)),
                    ends.plus(Duration.ofMinutes(closesAfter)));
        }

        private static Leaving of(Instant ends, Meeting.Leaving chosen) {
            return new Leaving(
                    (int) Duration.between(chosen.from(), ends).toMinutes(),
                    (int) Duration.between(chosen.earlyUntil(), ends).toMinutes(),
                    (int) Duration.between(ends, chosen.until()).toMinutes());
        }
    }

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

    /// The same with another check-out.
    MeetingDefaults with(Optional<Leaving> other) {
        return new MeetingDefaults(opensBefore, lateAfter, closesAfter, other);
    }

    /// @throws IllegalArgumentException if it does not start before it ends
    public Meeting.Times times(Instant starts, Instant ends) {
        return new Meeting.Times(
                starts,
                ends,
                starts.minus(Duration.ofMinutes(opensBefore)),
                starts.plus(Duration.ofMinutes(lateAfter)),
                ends.plus(Duration.ofMinutes(closesAfter)),
                leaving.map(chosen -> chosen.at(starts, ends)));
    }

    /// What was chosen for the meeting at hand.
    public static MeetingDefaults of(Meeting.Times times) {
        return new MeetingDefaults(
                (int) Duration.between(times.opens(), times.starts()).toMinutes(),
                (int) Duration.between(times.starts(), times.lateFrom()).toMinutes(),
                (int) Duration.between(times.ends(), times.closes()).toMinutes(),
                times.leaving().map(chosen -> Leaving.of(times.ends(), chosen)));
    }
}
