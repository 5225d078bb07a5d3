package org.hongting.central.quiz;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.hongting.central.platform.PlainText;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.quiz.PaperRule;
import org.hongting.protocol.record.Digest;
import org.jspecify.annotations.Nullable;

/// A quiz as it stands.
///
/// @param bank SHA-256 of the bank, fixed with the quiz
/// @param ended when somebody ended it by hand
public record Quiz(
        QuizId id, Plan plan, Digest bank, Digest seed, String madeBy, Instant made, Optional<Instant> ended) {
    /// How long after its end terminals are told of it.
    static final Duration KEPT = Duration.ofDays(30);

    /// What people decide about a quiz.
    ///
    /// @param part whether part of the right options is worth something
    /// @param branches units whose people are asked, with all below them; none: everybody
    /// @param best people of a branch or team whose results are its own
    public record Plan(
            String title,
            QuizEntry.Kind kind,
            QuizEntry.Mode mode,
            CourseId course,
            PaperRule paper,
            boolean part,
            Limits limits,
            Set<BranchId> branches,
            int best) {
        /// More would make one place out of a whole school.
        public static final int MOST_BEST = 100;

        public Plan {
            branches = Set.copyOf(branches);
            if (title.isBlank() || title.length() > QuizEntry.TITLE || !PlainText.isPlain(title)) {
                throw new QuizRefusal(QuizRefusal.Why.TITLE);
            }
            if (best < 1 || best > MOST_BEST) {
                throw new QuizRefusal(QuizRefusal.Why.NUMBER);
            }
            if (kind == QuizEntry.Kind.CONTEST) {
                limits.requireContest();
            }
            if (kind == QuizEntry.Kind.DAILY && mode != QuizEntry.Mode.PERSON) {
                throw new QuizRefusal(QuizRefusal.Why.DAILY_OF_PEOPLE);
            }
        }
    }

    /// What a quiz is limited to; nothing where it is not.
    ///
    /// @param seconds for one paper
    /// @param attempts how often one may try; of a daily quiz, each day
    /// @param pass per cent
    public record Limits(
            @Nullable Integer seconds,
            @Nullable Instant opens,
            @Nullable Instant closes,
            @Nullable Integer attempts,
            @Nullable Integer pass) {
        /// A day.
        private static final int SECONDS = 86_400;

        private static final int ATTEMPTS = 100;
        private static final int PER_CENT = 100;

        public Limits {
            require(seconds, SECONDS);
            require(attempts, ATTEMPTS);
            require(pass, PER_CENT);
            if (opens != null && closes != null && !closes.isAfter(opens)) {
                throw new QuizRefusal(QuizRefusal.Why.WINDOW);
            }
        }

        private static void require(@Nullable Integer number, int most) {
            if (number != null && (number < 1 || number > most)) {
                throw new QuizRefusal(QuizRefusal.Why.NUMBER);
            }
        }

        private void requireContest() {
            if (opens == null || closes == null) {
                throw new QuizRefusal(QuizRefusal.Why.CONTEST_WITHOUT_WINDOW);
            }
            if (seconds == null) {
                throw new QuizRefusal(QuizRefusal.Why.CONTEST_WITHOUT_TIME);
            }
        }

        Limits closing(@Nullable Instant when) {
            return new Limits(seconds, opens, when, attempts, pass);
        }
    }

    /// Where a quiz stands at a moment.
    public enum Phase {
        BEFORE,
        OPEN,
        OVER
    }

    public boolean isContest() {
        return plan.kind() == QuizEntry.Kind.CONTEST;
    }

    /// When nobody gets a paper any more; empty where it stays open.
    public Optional<Instant> closes() {
        Instant closes = plan.limits().closes();
        return ended.filter(when -> closes == null || when.isBefore(closes)).or(() -> Optional.ofNullable(closes));
    }

    public Optional<Instant> opens() {
        return Optional.ofNullable(plan.limits().opens());
    }

    public Phase phase(Clock clock) {
        Instant now = clock.instant();
        if (closes().filter(when -> !when.isAfter(now)).isPresent()) {
            return Phase.OVER;
        }
        return opens().filter(now::isBefore).isPresent() ? Phase.BEFORE : Phase.OPEN;
    }

    /// Whether terminals are told of it: until 30 days after its end.
    boolean isTold(Clock clock) {
        boolean everOpened =
                opens().flatMap(when -> ended.map(end -> end.isAfter(when))).orElse(true);
        return everOpened
                && closes().filter(when -> !when.plus(KEPT).isAfter(clock.instant()))
                        .isEmpty();
    }
}
