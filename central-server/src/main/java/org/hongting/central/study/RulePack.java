package org.hongting.central.study;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hongting.protocol.Words;
import org.hongting.protocol.attendance.MeetingKind;

/// The rules by which learning time becomes 学时 and by which a year is judged. They are data: each says where it
/// stands and how sure that is.
///
/// @param name for people
public record RulePack(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) Hour hour,
        @JsonProperty(required = true) Rounding rounding,
        @JsonProperty(required = true) MeetingKinds meetingKinds,
        @JsonProperty(required = true) Pace pace,
        @JsonProperty(required = true) List<Target> targets,
        @JsonProperty(required = true) Exemption exemption) {
    private static final int TENTHS = 10;
    private static final long MILLIS_OF_MINUTE = 60_000;

    public RulePack {
        targets = List.copyOf(targets);
    }

    /// How sure a rule is.
    public enum Sure {
        /// The text itself was seen.
        @JsonProperty("high")
        HIGH,
        @JsonProperty("medium")
        MEDIUM,
        @JsonProperty("low")
        LOW,
        /// No rule from outside: the school's own.
        @JsonProperty("setting")
        SETTING;

        public String word() {
            return Words.of(this);
        }
    }

    /// How many minutes are one 学时.
    public record Hour(
            @JsonProperty(required = true) int minutes,
            @JsonProperty(required = true) String source,
            @JsonProperty(required = true) Sure sure) {
        public Hour {
            if (minutes < 1 || minutes > 240) {
                throw new IllegalArgumentException("a 学时 has some minutes");
            }
        }
    }

    /// Sums are cut down to so many tenths of a 学时, once, when they are shown.
    public record Rounding(
            @JsonProperty(required = true) int tenths,
            @JsonProperty(required = true) String source,
            @JsonProperty(required = true) Sure sure) {
        /// What a school can choose: a divisor of a whole 学时, so that sums of whole ones stay whole.
        public static final List<Integer> CHOICES = List.of(1, 2, 5, TENTHS);

        public Rounding {
            if (tenths < 1 || tenths > TENTHS) {
                throw new IllegalArgumentException("between a tenth and a whole 学时");
            }
        }
    }

    /// Which meetings count as learning, by the words of [MeetingKind].
    public record MeetingKinds(
            @JsonProperty(required = true) List<String> kinds,
            @JsonProperty(required = true) String source,
            @JsonProperty(required = true) Sure sure) {
        public MeetingKinds {
            kinds = List.copyOf(kinds);
        }
    }

    /// Who has less than so many percent of what the part of the year that is over asks for lags behind.
    public record Pace(
            @JsonProperty(required = true) int percent,
            @JsonProperty(required = true) String source,
            @JsonProperty(required = true) Sure sure) {
        public Pace {
            if (percent < 0 || percent > 100) {
                throw new IllegalArgumentException("between nothing and all");
            }
        }
    }

    /// How many 学时 a year asks of a role.
    public record Target(
            @JsonProperty(required = true) StudyRole role,
            @JsonProperty(required = true) int hours,
            @JsonProperty(required = true) String source,
            @JsonProperty(required = true) Sure sure) {
        public Target {
            if (hours < 0 || hours > 1000) {
                throw new IllegalArgumentException("between no 学时 and a thousand");
            }
        }
    }

    /// That nothing hard is asked of some members, who are named one by one.
    public record Exemption(
            @JsonProperty(required = true) String source,
            @JsonProperty(required = true) Sure sure) {}

    public boolean counts(MeetingKind kind) {
        return meetingKinds.kinds().contains(kind.word());
    }

    /// 学时 with one place behind the point, cut down.
    public String hours(long millis) {
        long step = hour.minutes() * MILLIS_OF_MINUTE * rounding.tenths() / TENTHS;
        long tenths = millis / step * rounding.tenths();
        return String.format(Locale.ROOT, "%d.%d", tenths / TENTHS, tenths % TENTHS);
    }

    /// How many milliseconds so many 学时 are.
    public long millis(int hours) {
        return (long) hours * hour.minutes() * MILLIS_OF_MINUTE;
    }

    /// What the year asks of somebody; absent where it asks nothing.
    public Optional<Integer> target(Standing standing) {
        return standing.exempt().isPresent()
                ? Optional.empty()
                : targets.stream()
                        .filter(one -> one.role() == standing.role())
                        .map(Target::hours)
                        .filter(hours -> hours > 0)
                        .findFirst();
    }

    /// The same with other figures of the school's own.
    public RulePack with(int minutes, int pacePercent, List<Target> changed, String source) {
        return new RulePack(
                name,
                hour.minutes() == minutes ? hour : new Hour(minutes, source, Sure.SETTING),
                rounding,
                meetingKinds,
                pace.percent() == pacePercent ? pace : new Pace(pacePercent, source, Sure.SETTING),
                changed,
                exemption);
    }

    /// The same, where sums are cut down to so many tenths.
    public RulePack roundedTo(int tenths, String source) {
        return new RulePack(
                name,
                hour,
                rounding.tenths() == tenths ? rounding : new Rounding(tenths, source, Sure.SETTING),
                meetingKinds,
                pace,
                targets,
                exemption);
    }

    /// The same, where other meetings count.
    public RulePack counting(List<MeetingKind> kinds, String source) {
        List<String> words = kinds.stream().map(MeetingKind::word).toList();
        return new RulePack(
                name,
                hour,
                rounding,
                words.equals(meetingKinds.kinds()) ? meetingKinds : new MeetingKinds(words, source, Sure.SETTING),
                pace,
                targets,
                exemption);
    }
}
