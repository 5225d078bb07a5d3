package org.hongting.kiosk.quiz;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.quiz.Score;

/// What there is to answer for one member.
///
/// @param offers tests and contests, what can be done now coming first
/// @param practice every bank on the shelf
/// @param wrong questions they answered wrong when they answered them last
public record QuizHome(List<Offer> offers, List<Practice> practice, int wrong) {
    public QuizHome {
        offers = List.copyOf(offers);
        practice = List.copyOf(practice);
    }

    /// @param last what came of the last attempt that is over, as this terminal knows
    public record Offer(QuizEntry quiz, State state, Optional<Reached> last) {}

    /// @param passed empty where nobody passes or fails
    public record Reached(Score score, Optional<Boolean> passed) {
        static Reached of(Attempt attempt) {
            return new Reached(
                    attempt.score(),
                    Optional.ofNullable(attempt.terms().pass())
                            .map(pass -> attempt.score().percent() >= pass));
        }
    }

    /// A bank to practise with.
    ///
    /// @param wrong of its questions those they answered wrong last
    /// @param paused a contest takes its questions from it just now
    public record Practice(Banks.Shelved bank, int wrong, boolean paused) {}

    /// Whether one may begin, and why not.
    public sealed interface State {
        /// An attempt was left and may be gone on with.
        ///
        /// @param left empty where there is no limit
        record Running(Optional<Duration> left) implements State {}

        /// @param attempts how many are left, as this terminal knows; empty where as many as one likes
        record Ready(Optional<Integer> attempts) implements State {}

        record Soon(Duration until) implements State {}

        /// Its questions are not on this terminal.
        record Missing() implements State {}

        /// No attempt is left.
        record Spent() implements State {}

        record Over() implements State {}
    }
}
