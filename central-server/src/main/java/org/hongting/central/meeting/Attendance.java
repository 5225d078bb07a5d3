package org.hongting.central.meeting;

import java.util.List;
import java.util.Optional;
import org.hongting.central.organisation.Member;
import org.hongting.protocol.Words;
import org.hongting.protocol.attendance.Quorum;
import org.hongting.protocol.conclusion.Presence;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.RulingReason;

/// What one meeting came to so far: a line for everybody expected and everybody who came.
public record Attendance(List<Line> lines) {
    public Attendance {
        lines = List.copyOf(lines);
    }

    /// One person.
    ///
    /// @param known absent where terminals reported somebody the centre does not know, or who has been erased
    /// @param expected false for guests
    /// @param evidence in no particular order; [Presence#evidence] has it by date
    public record Line(
            MemberId member,
            Optional<Member> known,
            boolean expected,
            List<Evidence> evidence,
            Optional<Presence> presence,
            Optional<Ruling> ruling) {
        public Line {
            evidence = List.copyOf(evidence);
        }

        /// What the latest ruling says, and without one what was seen.
        ///
        /// @param complete nothing more is to come: who was not seen is absent
        public State state(boolean complete) {
            State seen = presence.map(Presence::late)
                    .map(late -> late ? State.LATE : State.ON_TIME)
                    .orElse(complete ? State.ABSENT : State.MISSING);
            State ruled = ruling.map(one -> switch (one.verdict()) {
                        case PRESENT -> State.ON_TIME;
                        case LATE -> State.LATE;
                        case EXCUSED -> one.reason() == RulingReason.LEAVE ? State.ON_LEAVE : State.EXCUSED;
                        case ABSENT -> State.ABSENT;
                        case AS_SEEN -> seen;
                    })
                    .orElse(seen);
            boolean isThere = ruled == State.ON_TIME || ruled == State.LATE;
            return !expected && isThere ? State.GUEST : ruled;
        }

        public boolean isPresent() {
            State state = state(false);
            return state == State.ON_TIME || state == State.LATE || state == State.GUEST;
        }

        /// Whether it was ruled that the person need not be there: neither present nor missing.
        public boolean isAway() {
            State state = state(false);
            return state == State.ON_LEAVE || state == State.EXCUSED;
        }

        public boolean leftEarly() {
            return isPresent()
                    && presence.flatMap(Presence::departure)
                            .map(Presence.Departure::early)
                            .orElse(false);
        }

        public boolean isLate() {
            return state(false) == State.LATE;
        }
    }

    /// What becomes of one person at one meeting.
    public enum State {
        ON_TIME,
        LATE,
        /// Away with leave, asked for and granted (请假).
        ON_LEAVE,
        /// Away for another reason that counts, like official duty (因公或其他正当理由).
        EXCUSED,
        /// Not seen, and some terminal may still know.
        MISSING,
        ABSENT,
        GUEST;

        /// The word in the bundles' keys and in sealed records.
        public String word() {
            return Words.of(this);
        }
    }

    /// What numbers on a page stand for: the link of each shows exactly these lines.
    public enum Part {
        EXPECTED,
        PRESENT,
        LATE,
        EARLY,
        ON_LEAVE,
        EXCUSED,
        MISSING,
        GUEST,
        ALL;

        boolean holds(Line line) {
            return switch (this) {
                case EXPECTED -> line.expected();
                case PRESENT -> line.expected() && line.isPresent();
                case LATE -> line.expected() && line.isLate();
                case EARLY -> line.expected() && line.leftEarly();
                case ON_LEAVE -> line.expected() && line.state(false) == State.ON_LEAVE;
                case EXCUSED -> line.expected() && line.state(false) == State.EXCUSED;
                case MISSING -> line.expected() && !line.isPresent() && !line.isAway();
                case GUEST -> !line.expected() && line.isPresent();
                case ALL -> true;
            };
        }

        /// The word in links and in the bundles' keys.
        public String word() {
            return Words.of(this);
        }

        /// @return [#ALL] for any word that is none
        public static Part of(String word) {
            for (Part part : values()) {
                if (part.word().equals(word)) {
                    return part;
                }
            }
            return ALL;
        }
    }

    public List<Line> lines(Part part) {
        return lines.stream().filter(part::holds).toList();
    }

    public long count(Part part) {
        return lines.stream().filter(part::holds).count();
    }

    public Counts counts() {
        return new Counts(
                count(Part.EXPECTED),
                count(Part.PRESENT),
                count(Part.LATE),
                count(Part.EARLY),
                count(Part.ON_LEAVE),
                count(Part.EXCUSED),
                count(Part.MISSING),
                count(Part.GUEST));
    }

    /// The numbers of a meeting; guests are counted apart.
    ///
    /// @param early who left before the end
    /// @param onLeave who is away with leave: expected, and neither present nor missing
    /// @param excused the same for another reason that counts
    public record Counts(
            long expected, long present, long late, long early, long onLeave, long excused, long missing, long guests) {
        /// Whether enough of the expected are there.
        public boolean reaches(Quorum quorum) {
            return quorum.isReached(present, expected);
        }

        /// Heads that are still wanted for it.
        public long wanting(Quorum quorum) {
            return Math.max(0, quorum.needed(expected) - present);
        }

        /// Whole percent of the expected who are there, 0 where nobody is expected.
        public long percent() {
            return expected == 0 ? 0 : Math.floorDiv(present * 100, expected);
        }
    }
}
