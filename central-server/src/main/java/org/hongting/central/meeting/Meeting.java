package org.hongting.central.meeting;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.hongting.protocol.attendance.CheckInWindow;
import org.hongting.protocol.attendance.CheckOutWindow;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.attendance.MeetingRules;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;

/// A meeting as people planned it.
public record Meeting(MeetingId id, Plan plan, Audience audience, Set<TerminalId> stations, boolean cancelled) {
    public Meeting {
        stations = Set.copyOf(stations);
    }

    /// What it is, where and when, and what it asks for.
    public record Plan(String title, MeetingKind kind, BranchId host, String place, Times times, MeetingRules rules) {
        public static final int TITLE_CHARACTERS = 128;
        public static final int PLACE_CHARACTERS = 128;

        public Plan {
            if (title.isBlank() || title.length() > TITLE_CHARACTERS || place.length() > PLACE_CHARACTERS) {
                throw new IllegalArgumentException("a meeting has a title, and title and place have their limits");
            }
        }

        /// A meeting that asks for nothing more.
        public Plan(String title, MeetingKind kind, BranchId host, String place, Times times) {
            this(title, kind, host, place, times, MeetingRules.NONE);
        }
    }

    /// When it is, when it takes check-ins, and when check-outs if it asks for them.
    public record Times(
            Instant starts, Instant ends, Instant opens, Instant lateFrom, Instant closes, Optional<Leaving> leaving) {
        private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
        private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

        /// No meeting that people plan lasts longer: what does is a slip of the pen.
        private static final Duration LONGEST = Duration.ofDays(7);

        /// Whether a meeting can start or end then. What lies outside is a slip of the pen, and years of more than
        /// four digits have no order as text.
        public static boolean isPossible(Instant moment) {
            return !moment.isBefore(EARLIEST) && moment.isBefore(LATEST);
        }

        /// Whether a meeting can last so long.
        public static boolean isPossible(Instant starts, Instant ends) {
            return Duration.between(starts, ends).compareTo(LONGEST) <= 0;
        }

        public Times {
            if (!starts.isBefore(ends)) {
                throw new IllegalArgumentException("a meeting starts before it ends");
            }
            if (opens.isAfter(starts) || closes.isBefore(starts) || lateFrom.isBefore(opens)) {
                throw new IllegalArgumentException("check-in opens before the start and closes after it");
            }
            if (leaving.isPresent() && leaving.get().from().isBefore(starts)) {
                throw new IllegalArgumentException("nobody leaves before the start");
            }
        }

        /// The last moment at which a terminal takes anything for it.
        public Instant over() {
            return leaving.map(Leaving::until)
                    .filter(until -> until.isAfter(closes))
                    .orElse(closes);
        }

        public CheckInWindow window(ZoneId zone) {
            return new CheckInWindow(
                    opens.atZone(zone).toOffsetDateTime(),
                    lateFrom.atZone(zone).toOffsetDateTime(),
                    closes.atZone(zone).toOffsetDateTime());
        }
    }

    /// When a meeting takes check-outs.
    ///
    /// @param earlyUntil who leaves before it leaves early
    public record Leaving(Instant from, Instant earlyUntil, Instant until) {
        public Leaving {
            if (from.isAfter(until) || earlyUntil.isAfter(until)) {
                throw new IllegalArgumentException("check-out opens before it closes");
            }
        }

        public CheckOutWindow window(ZoneId zone) {
            return new CheckOutWindow(
                    from.atZone(zone).toOffsetDateTime(),
                    earlyUntil.atZone(zone).toOffsetDateTime(),
                    until.atZone(zone).toOffsetDateTime());
        }
    }

    /// Who is expected: whole units with all below them, and single members.
    public record Audience(Set<BranchId> branches, Set<MemberId> members) {
        public Audience {
            branches = Set.copyOf(branches);
            members = Set.copyOf(members);
        }
    }

    /// Whether every terminal serves it.
    public boolean isServedEverywhere() {
        return stations.isEmpty();
    }

    public boolean isServedAt(TerminalId terminal) {
        return !cancelled && (stations.isEmpty() || stations.contains(terminal));
    }
}
