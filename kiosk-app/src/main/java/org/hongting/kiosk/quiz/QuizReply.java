package org.hongting.kiosk.quiz;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.table.Attendee;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.Score;
import org.hongting.protocol.record.QuizFact;
import org.hongting.protocol.study.Studied;

/// What the quiz desk says to whoever is at the screen.
public sealed interface QuizReply extends Reply.OfAnotherDesk {
    /// What there is for whoever is signed in.
    record Opened(Attendee attendee, QuizHome home) implements QuizReply {}

    /// A paper is before them.
    record Asked(Sheet sheet) implements QuizReply {}

    /// An answer is recorded.
    ///
    /// @param points what it is worth; empty where that is said at the end
    record Taken(QuestionId question, Answer answer, Optional<Integer> points) implements QuizReply {}

    /// The time that is left has changed.
    record Clock(Duration left) implements QuizReply {}

    /// It could not be written down: nothing was taken, and it can be tried again.
    record NotRecorded(Step step) implements QuizReply {}

    record Hindered(Hindrance why) implements QuizReply {}

    record Ended(Result result) implements QuizReply {}

    record Ranks(QuizEntry quiz, Ranking ranking) implements QuizReply {}

    /// What was to be written down.
    enum Step {
        BEGINNING,
        ANSWER,
        END
    }

    /// Why a paper is not asked.
    enum Hindrance {
        /// Its questions are not on this terminal.
        BANK_MISSING,
        /// Its questions are damaged, or too few.
        BANK_BROKEN,
        NOT_YET,
        OVER,
        SPENT,
        /// The centre has taken it away.
        GONE,
        /// A contest takes its questions from this bank just now.
        PAUSED,
        /// They have a paper from this bank that is not handed in.
        UNFINISHED
    }

    /// Why nobody is shown what was right.
    enum Secret {
        /// A contest takes its questions from this bank, and is not over.
        CONTEST,
        /// They have another paper from this bank that is not handed in.
        UNFINISHED
    }

    /// A question of a paper.
    ///
    /// @param order places of the options in the bank, as they are shown
    record Item(Question question, List<Integer> order) {
        public Item {
            order = List.copyOf(order);
        }
    }

    /// @param whole what there was at the beginning
    record Time(Duration left, Duration whole) {}

    /// What is asked.
    ///
    /// @param kind empty where somebody practises
    /// @param given what is answered by now
    /// @param time empty where there is no limit
    /// @param breaks how often it was left before
    record Sheet(
            String title,
            Optional<QuizEntry.Kind> kind,
            List<Item> items,
            Map<QuestionId, Answer> given,
            Optional<Time> time,
            int breaks) {
        private static final Duration THOUGHT = Duration.ofSeconds(20);

        public Sheet {
            items = List.copyOf(items);
            given = Map.copyOf(given);
        }

        /// How long reading and answering takes most people.
        public Duration expected() {
            int signs = items.stream()
                    .map(Item::question)
                    .mapToInt(question -> question.text().length()
                            + (question.options() == null
                                    ? 0
                                    : question.options().stream()
                                            .mapToInt(String::length)
                                            .sum()))
                    .sum();
            return Studied.Page.ofCharacters(signs).expected().plus(THOUGHT.multipliedBy(items.size()));
        }
    }

    /// What an attempt came to.
    ///
    /// @param quiz empty where somebody practised
    /// @param passed empty where nobody passes or fails
    /// @param unanswered questions without an answer
    /// @param wrong what was not right in full; nothing while that is secret, so that nobody carries the key out
    /// @param secret empty where what was right may be shown
    record Result(
            String title,
            Optional<QuizEntry> quiz,
            Score score,
            Optional<Boolean> passed,
            QuizFact.Ending ending,
            int unanswered,
            List<Reviewed> wrong,
            Optional<Secret> secret) {
        public Result {
            wrong = List.copyOf(wrong);
            if (secret.isPresent() && !wrong.isEmpty()) {
                throw new IllegalArgumentException("what is secret is not told");
            }
        }

        public Optional<QuizId> ranked() {
            return quiz.filter(one -> one.kind() == QuizEntry.Kind.CONTEST).map(QuizEntry::id);
        }
    }

    /// A question that was not answered right in full.
    record Reviewed(Item item, Optional<Answer> answer) {}
}
